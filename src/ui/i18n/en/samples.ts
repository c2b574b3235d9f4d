/** Built-in samples: names, one line each, and their defect types (the folder names of `core/samples`). */
const samples = {
  names: {
    'hex-nuts': 'Hex nuts',
    'woven-cloth': 'Woven cloth',
    'circuit-pads': 'Circuit board pads',
    'brushed-metal': 'Brushed metal',
  },
  descriptions: {
    'hex-nuts': 'Steel nuts on a mat, turned any way',
    'woven-cloth': 'A plain weave of blue and white yarn',
    'circuit-pads': 'Gilded pads, traces and vias of one board',
    'brushed-metal': 'A brushed steel plate under a lamp',
  },
  kinds: { texture: 'Texture', object: 'Object' },
  defects: {
    good: 'good',
    'chipped-corner': 'chipped corner',
    crack: 'crack',
    rust: 'rust',
    'crushed-thread': 'crushed thread',
    scratch: 'scratch',
    'missing-yarn': 'missing yarn',
    'mis-weave': 'weaving fault',
    hole: 'hole',
    stain: 'stain',
    snag: 'snag',
    'torn-pad': 'torn pad',
    bridge: 'solder bridge',
    'misplaced-pad': 'misplaced pad',
    'scratched-trace': 'scratched trace',
    'solder-balls': 'solder balls',
    dent: 'dent',
    pits: 'pits',
  },
};

export default samples;

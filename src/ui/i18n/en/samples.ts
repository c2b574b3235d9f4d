/** Built-in samples: names, what each shows, and their defect types (the folder names of `core/samples`). */
const samples = {
  names: {
    'hex-nuts': 'Hex nuts',
    'wire-mesh': 'Wire mesh',
    'woven-cloth': 'Woven cloth',
    'circuit-pads': 'Circuit board pads',
    'brushed-metal': 'Brushed metal',
  },
  stories: {
    'wire-mesh':
      'A bent wire is still wire, only out of order: ImageNet’s features hardly notice ({{bent-wire-imagenet}}). Pieces out of order are what CutPaste trains on, and it finds them ({{bent-wire-cutpaste}}).',
    'hex-nuts':
      'Rust, cracks and chips look like nothing on a clean nut: ImageNet’s features notice them without any training, and training from scratch finds a little less.',
    'woven-cloth':
      'A plain weave of blue and white yarn. Stains, holes and missing yarns stand out: ImageNet’s features find all of them untrained.',
    'circuit-pads':
      'One layout of gilded pads: what is wrong is small and among many right things. A torn pad changes little of the whole picture (ImageNet {{torn-pad-imagenet}}).',
    'brushed-metal':
      'A brushed steel plate under a lamp. Scratches cross the brushing, and a dent bends the light.',
  },
  cards: {
    title: 'Choose a sample by its pictures',
    cutpaste: 'CutPaste {{auroc}}',
    imagenet: 'ImageNet {{auroc}}',
    spread_one: 'CutPaste: preset Quick from scratch, seed {{seeds}}, version {{version}}',
    spread_other:
      'CutPaste: preset Quick from scratch, mean of seeds {{seeds}} ({{low}} to {{high}}), version {{version}}',
    measured:
      'Left: normal; right: with a defect. Figures: image AUROC. CutPaste: preset Quick, from scratch, seeds {{seeds}}. ImageNet: pooled features of EfficientNet-B0, no training. Measured with version {{version}}.',
    better: { cutpaste: 'CutPaste is ahead', imagenet: 'ImageNet is ahead' },
  },
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
    'broken-wire': 'broken wire',
    'bent-wire': 'bent wire',
    thread: 'thread',
    'lacquer-drop': 'drop of lacquer',
    'metal-chip': 'metal chip',
    dent: 'dent',
    pits: 'pits',
  },
};

export default samples;

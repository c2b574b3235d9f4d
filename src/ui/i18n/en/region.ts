/** The region of interest: drawing it, and what is said of it. */
export default {
  /** Of the setting, for the catalogue `parameters`. */
  parameters: {
    region: { whole: 'The whole image', part: 'A part of the image' },
    'data-region': {
      label: 'Region of interest',
      help: 'The part of every image that counts. What is outside is painted over: it has no part in training, scores or maps.',
    },
  },
  title: 'Region of interest',
  whole: 'the whole image',
  share: '{{percent}} % of the image',
  hidden_one: '{{count}} defect lies wholly outside: no score can find it.',
  hidden_other: '{{count}} defects lie wholly outside: no score can find them.',
  remove: 'Take it away',
  lead: 'Only what is inside counts, in all images: training, scores and maps see nothing of the rest.',
  tool: 'Tool',
  tools: { polygon: 'Polygon', brush: 'Brush' },
  mode: 'What a stroke does',
  modes: { add: 'Add', take: 'Take away' },
  image: 'Image to draw on',
  brush: 'Size of the brush',
  how: {
    polygon: 'Click corner by corner; Enter or a click on the first corner closes it, Escape forgets it.',
    brush: 'Paint with the pointer.',
  },
  nothing: 'Nothing is marked: the whole image counts.',
  box: {
    title: 'Rectangle by numbers',
    left: 'Left',
    top: 'Top',
    right: 'Right',
    bottom: 'Bottom',
    apply: 'Mark it',
    range: 'A number from 0 to 100.',
  },
  file: 'From a picture (white inside, black outside)',
  undo: 'Undo',
  invert: 'Swap inside and outside',
  clear: 'Clear',
  use: 'Use this region',
};

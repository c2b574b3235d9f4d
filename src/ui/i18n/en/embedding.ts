/** Stage tab: the embedding map. */
const embedding = {
  title: 'Embedding map',
  help: 'Every point is an image: near points look alike to the network. CutPaste works where the pasted views leave the normal images and real anomalies go the same way.',
  noRun: 'There is nothing to map yet. Press play or step once: the untrained network appears at once.',
  make: 'Make the map',
  again: 'Map the present weights',
  cardHelp:
    'How the network tells the images apart at the step shown: normal ones together, anomalies away from them.',
  open: 'Open the map',
  making: 'Embedding …',
  method: 'Method',
  methods: { pca: 'PCA', umap: 'UMAP' },
  network: 'Network',
  networks: {
    present: 'Now, step {{step}}',
    earlier: 'As of step {{step}}',
    untrained: 'Untrained',
  },
  awaited: 'Embedding the images with the weights of step {{step}} …',
  lacking:
    'No weights were kept at step {{step}}: the points are of step {{shown}}, the nearest that has some.',
  byItself: 'After every evaluation',
  byItselfHelp:
    'Makes the map again after every evaluation while it is looked at. Embedding the images takes turns with the training.',
  axes: 'The axes are the principal components of the untrained and the trained network together, each about its own mean, turned as in the map before: points move, they do not jump. The slider leaves the axes as they are; each earlier step fills the plot.',
  axesUmap: 'UMAP keeps neighbours together. It has no axes, and every map of it lies differently.',
  ellipses:
    'Ellipses: half, 95 % and (solid) 99 % of a Gaussian of the normal training images in this plane. The detector decides in all {{dimension}} dimensions, and a patch model by windows.',
  rectangle: 'a part of the embedding map',
  pickGroup: 'Picks out this group, here and in the list of results',
  picked_one: 'Picked out: {{label}}, {{count}} image.',
  picked_other: 'Picked out: {{label}}, {{count}} images.',
  all: 'Show all',
  groups: { normal: 'Normal', cutpaste: 'CutPaste', scar: 'Scar', anomaly: 'Anomaly: {{type}}' },
  progress: 'UMAP',
  cancel: 'Cancel',
  failed: 'The map could not be made: {{reason}}. The last one is kept; try again.',
  plot: 'Map of {{count}} points by {{method}}. The list below has every point.',
  cardPlot: 'Map of {{count}} points by PCA, step {{step}}.',
  list: 'Points',
  chosen: 'Chosen point',
  nothingChosen:
    'Point at a mark to see its image; click to choose it on the whole page. Drag a rectangle to pick out what lies in it.',
};

export default embedding;

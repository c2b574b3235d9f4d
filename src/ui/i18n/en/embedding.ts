/** Stage tab: the embedding map. */
const embedding = {
  title: 'Embedding map',
  help: 'Every point is an image: near points look alike to the network. CutPaste works where the pasted views leave the normal images and real anomalies go the same way.',
  noRun: 'There is nothing to map yet. Press play or step once: the untrained network appears at once.',
  make: 'Make the map',
  again: 'Map the present weights',
  making: 'Embedding …',
  method: 'Method',
  methods: { pca: 'PCA', umap: 'UMAP' },
  network: 'Network',
  networks: { present: 'Now, step {{step}}', untrained: 'Untrained' },
  groups: { normal: 'Normal', cutpaste: 'CutPaste', scar: 'Scar', anomaly: 'Anomaly: {{type}}' },
  progress: 'UMAP',
  cancel: 'Cancel',
  failed: 'The map could not be made: {{reason}}. The last one is kept; try again.',
  plot: 'Map of {{count}} points by {{method}}. The list below has every point.',
  list: 'Points',
  chosen: 'Chosen point',
  nothingChosen: 'Point at a mark to see its image; click to keep it.',
};

export default embedding;

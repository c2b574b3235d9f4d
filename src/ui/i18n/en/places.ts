/** What ImageNet's features are scored by: two settings of the catalogue `parameters`. */
export default {
  parameters: {
    'evaluation-readout': {
      label: 'Score by',
      help: 'What a run of EfficientNet-B0 reads of an image. Pooled: one feature for the whole of it, as in the paper. Places: how far each place lies from the nearest of the training images’ places (PatchCore), above what normal images have there; maps are those distances. Both: the sum, each standardised by the training images. Places and both take longer, and cannot be exported as a detector.',
      choice: { top: 'Pooled features', locations: 'Places', both: 'Both' },
    },
    'evaluation-noTraining': {
      label: 'Without training',
      help: 'What ImageNet’s features are scored by. Pooled: one feature for the image. Places: the distance of each place to the nearest of the training images’ places (PatchCore), as far as it lies above what normal images have there; it takes longer. Both: the sum, each standardised by the training images; the best of the three on the sets that were measured.',
      choice: { pooled: 'Pooled features', locations: 'Places', both: 'Both' },
    },
  },
};

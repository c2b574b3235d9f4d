/** Side panel: density, ROC, threshold, images by score. */
export const evaluation = {
  title: 'Evaluation',
};

/** The columns beside the stage, fetched when they are first shown: by the page, and by the presenter. */
export const loadData = async () => (await import('../features/dataset/dataset-column.tsx')).DatasetColumn;
export const loadPanel = async () =>
  (await import('../features/evaluation/evaluation-panel.tsx')).EvaluationPanel;

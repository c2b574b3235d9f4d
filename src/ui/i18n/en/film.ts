/** A run as a film: a figure to take along that moves. */
const film = {
  open: 'Film',
  openHelp:
    'This run as an animated GIF: the watched images with their maps, AUROC and ROC at each evaluated step.',
  dialog: 'Film of this run',
  text_one:
    'One frame for the evaluated step, and a last one with settings, seed and data. An animated GIF: every browser and every slide program shows it.',
  text_other:
    'One frame for each of the {{count}} evaluated steps, with the pinned images (or six chosen ones), and a last one with settings, seed and data. An animated GIF: every browser and every slide program shows it.',
  make: 'Make the film',
  making: 'The film is being made',
  cancel: 'Cancel',
  cannot:
    'This browser cannot draw outside of the page’s thread, which the film needs. A newer version of it can.',
  nothing: 'There is no evaluated step yet.',
  failed: 'The film could not be made: {{message}} The run is as it was.',
  made: 'Ready: {{name}}',
  save: 'Save the film ({{size}} MB)',
  alt: 'The film, {{count}} evaluated steps one after the other.',
  title: '{{data}}: the network learns',
  aurocSynthetic: 'AUROC on synthetic defects, not real ones',
  before: 'Before training',
  when: 'Step {{step}} of {{steps}}',
  now: 'at this step',
  file: 'film {{data}} {{steps}} steps seed {{seed}}',
};

export default film;

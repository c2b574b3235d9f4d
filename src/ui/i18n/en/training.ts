/** Training stage: curves, proxy task, cost, checkpoints, parameters. */
const training = {
  title: 'Training',
  lead: 'The network learns to name the class of each view. It never sees a real defect.',
  loss: 'Loss',
  accuracy: 'Proxy accuracy',
  rate: 'Learning rate',
  step: 'Step',

  chance: 'by chance',
  lossSummary: 'Loss at step {{step}}: {{value}}. At chance it is {{chance}}.',
  accuracySummary: 'Proxy accuracy at step {{step}}: {{value}}. By chance it would be {{chance}}.',
  rateSummary: 'Learning rate over {{steps}} steps; now {{value}} at step {{step}}.',
  noCurve: 'The curve begins with the first steps.',
  confusion: {
    title: 'Proxy confusion',
    text: 'Rows: true class; columns: what the network said, over the last 50 steps.',
    empty: 'Fills with the first steps.',
    caption: 'Proxy confusion matrix, true classes by row',
    cell: '{{share}} of “{{truth}}” called “{{called}}”',
    truth: 'true',
    called: 'called',
  },
  verdicts: {
    title: 'The batch of step {{step}}, as the network saw it',
    text: 'What it said of each view before it learnt from it. It only ever has to tell these classes apart.',
    summary:
      '{{right}} of {{count}} views named right. It was at least 90 % sure of {{sure}}, and wrong with {{wrong}} of those.',
    bars: 'How much of its certainty the network gave to the true class of each view, the hardest view first',
    hardest: 'The hardest views',
    right: '✓ {{percent}} % sure',
    wrong: '✕ said {{called}}, {{percent}} % sure',
    gone: 'This image has been removed.',
    hold: 'Hold this batch',
    held: 'Follow again',
    holdHelp: 'Keeps these views in sight while the training goes on.',
    failed:
      'The pictures could not be made; the verdicts are right all the same. The next batch is tried again.',
  },
  facts: {
    title: 'This run',
    estimate: 'Before it starts',
    steps: 'Steps',
    batch: 'Batch',
    batchValue: '{{sources}} × {{views}} views = {{batch}}',
    longer: {
      title: 'Train longer',
      text: 'Another cycle of {{steps}} steps from these weights, {{time}} on this device: the learning rate starts again and falls to 0 once more. The settings and the record then say one cycle more.',
      cannot:
        'These steps do not divide into whole cycles, or there would be too many: set the steps before the next run.',
      button: 'Train {{steps}} steps more',
      never:
        'More steps help on some images and hurt on others: where the network forgets what the views do not need, real defects are found less well.',
    },
    parameters: 'Weights',
    arithmetic: 'Arithmetic of an image',
    arithmeticValue: '{{millions}} million multiply-adds',
    sees: 'One location sees',
    seesValue: '{{fieldPx}} px, one every {{stridePx}} px',
    time: 'Time, without evaluations',
    timeEstimated: 'about {{time}} (an estimate)',
    timeMeasured: '{{time}} (measured)',
    memoryPlanned: 'Memory of a step',
    memoryOf: '{{needed}} of {{limit}} allowed',
    memoryAbove:
      '{{needed}}, more than the {{limit}} allowed: it may fail; make the batch, the image or the network smaller',
    parts: 'Batch in parts',
    partsValue:
      '{{parts}} parts of up to {{samples}}: at once it would need {{whole}}. One update from all; batch norm sees a part',
    stepTime: 'One step',
    milliseconds: '{{value}} ms',
    memory: 'Tensors in memory',
    memoryValue: '{{bytes}} in {{tensors}} tensors',
    dataWait: 'Waiting for data',
    percent: '{{value}} %',
  },
  checkpoints: {
    title: 'Checkpoints',
    text: 'The weights are kept at every evaluation. A restart takes its settings back too.',
    empty: 'The first is kept at the first evaluation after the start.',
    step: 'Step {{step}}',
    auroc: 'AUROC {{value}}',
    restart: 'Restart from here',
    restartAt: 'Restart from step {{step}}',
    here: 'now here',
    busy: 'The engine is busy; wait for it or pause.',
    never: 'Choosing by test AUROC would be cheating: the last one counts.',
  },
  parameters: 'Settings of the next run',
  parametersText:
    'A mark on each slider shows the paper’s value. Changes take effect with the next run; density and evaluation at once.',
};

export default training;

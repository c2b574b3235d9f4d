/** What the textbook asks to expect before a run, and its summary in the reader's own figures. */
const guesses = {
  asExpected: 'You expected “{{expected}}”, and so it came.',
  otherwise: 'You expected “{{expected}}”. It came otherwise: “{{came}}”.',
  oneClass: {
    question: 'Before you tick one type: of the defects of all other types it will find …',
    options: { none: 'none', few: 'fewer than half', most: 'half or more' },
  },
  byHand: {
    question: 'Before you move a box: of all the pastes that you try, most will be …',
    options: { hidden: 'hidden', between: 'between hidden and plain', plain: 'plain to see' },
  },
  question: {
    question: 'Before you train: the AUROC on real defects will …',
    options: { rise: 'rise', same: 'stay as it is', fall: 'fall' },
  },
  training: {
    question: 'Before you train: how many views will it name right at the end? (33 % by chance)',
    options: { low: 'under 50 %', middle: '50 to 80 %', high: 'over 80 %' },
  },
  gaussian: {
    question: 'Before you move the point: how many of the defects lie outside the outermost ellipse?',
    options: { few: 'fewer than a third', some: 'a third to two thirds', most: 'more than two thirds' },
  },
  threshold: {
    question: 'Before you move it: with no defect missed, there will be …',
    options: {
      none: 'no false alarm',
      few: 'few: at most a quarter of the good parts',
      many: 'many false alarms',
    },
  },
  where: {
    question: 'Before you look for it: the window with the highest score has …',
    options: {
      on: 'its centre on the defect',
      edge: 'only a part on the defect',
      away: 'nothing of the defect',
    },
  },
  breakIt: {
    question: 'Before you measure: which mistake ends with the lowest AUROC?',
    options: {
      jitterOff: 'no colour jitter',
      pasteBeforeResize: 'paste before resizing',
      densityOnAugmented: 'density on augmented images',
      chooseByTestAuroc: 'checkpoint by test AUROC',
    },
  },
  yours: {
    question:
      'Before you train: how many views of your own images will it name right when it is first evaluated?',
    options: { low: 'under 50 %', middle: '50 to 80 %', high: 'over 80 %' },
  },
  beyond: {
    question: 'Before you measure: which will have the higher AUROC on these images?',
    options: {
      pretrained: 'ImageNet features, without training',
      run: 'your run with CutPaste',
      same: 'both the same (within 0.02)',
    },
  },
  ship: {
    question: 'Before you choose: which rule will cost least?',
    options: {
      promise: 'the promise: 5 % false alarms',
      noMiss: 'no defect missed',
      noAlarm: 'no false alarm',
      cheapest: 'the cheapest here',
    },
  },
  changed: {
    question: 'Before you try: other light will bring …',
    options: {
      alarms: 'more false alarms',
      misses: 'more misses',
      both: 'both',
      nothing: 'nothing worth a word',
    },
  },
  findings: {
    oneClass: 'Of {{count}} defects of types that it was not shown, the classifier found {{found}}.',
    byHand:
      'Your plainest paste changed its place by {{plain}} grey levels, your best hidden one by {{hidden}}.',
    question:
      'After {{step}} steps it named {{accuracy}} of the views right; AUROC on real defects {{before}} before, {{after}} then.',
    training: 'After {{step}} steps {{accuracy}} of the views were named right.',
    gaussian:
      'For the Gaussian a straight line of {{near}} was still near (Mahalanobis 2 or less), and one of {{far}} already far (3 or more).',
    threshold: 'With no defect missed: {{alarms}} false alarms. With no false alarm: {{misses}} missed.',
    breakIt:
      'AUROC {{right}} without a mistake; without jitter {{jitterOff}}, pasted before resizing {{pasteBeforeResize}}, density on augmented images {{densityOnAugmented}}, checkpoint by test AUROC {{chooseByTestAuroc}}.',
    yours: 'On {{images}} images of my own {{accuracy}} of the views were named right.',
    beyond:
      'On the same images: AUROC {{run}} of my run with CutPaste, {{pretrained}} of ImageNet features without training.',
    ship: '100 parts cost {{cost}} at the threshold you shipped, {{least}} at the cheapest. Chosen on half of the images: {{stated}} there, {{unseen}} on the rest.',
    changed:
      'With the light changed by {{level}} % false alarms went from {{alarmsBefore}} to {{alarmsWorst}} of the good parts, and found defects from {{recallBefore}} to {{recallWorst}}.',
  },
  summary: {
    title: 'What I found out about CutPaste',
    lead: 'Figures of my own runs in CutPaste Playground, {{date}}.',
    tasks: '{{done}} of {{count}} tasks',
    open: 'My summary on one page',
  },
};

export default guesses;

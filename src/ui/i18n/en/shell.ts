/** Top bar, columns, notices, shortcuts. */
const shell = {
  skip: 'Skip to the stage',
  title: 'CutPaste Playground',
  sample: 'Sample',
  sampleEarlier: 'Back to {{name}} (your images)',
  sampleNone: 'Choose …',
  sampleOwn: '{{name}} (yours)',
  preset: 'Preset',
  presets: {
    quick: 'Quick',
    standard: 'Standard',
    localise: 'Find where',
    best: 'Best answer',
    workshop: 'Workshop',
    paper: 'Paper',
    pretrained: 'Pretrained',
    'paper-pretrained': 'Paper, pretrained',
    custom: 'Custom',
  },
  presetCost: '{{preset}}, ~{{time}}',
  presetCostUntrained: '{{preset}}, no training, ~{{time}}',
  presetHelp: {
    quick:
      'A small network on patches: about a minute without a GPU. Smaller batches and twice the paper’s rate: the best of five recipes of one length on the sample of nuts.',
    standard:
      'Quick, four times as long: about two and a half minutes of training without a GPU. More length helps many folders and hurts some: watch the curve.',
    localise:
      'As long as Quick, but with the small network without padding: its maps show better where a defect is, and fast windows equal exact ones. Quick says a little better whether there is one.',
    best: 'The highest mean over the seven sets measured (image AUROC 0.966; below pooled features alone on one of them), with no training at all: EfficientNet-B0’s ImageNet features, of the whole image and place by place, as a sum. Needs the 8 MB of ImageNet weights, once. It does not choose by folder: the choice without labels that was tried did worse than this sum. CutPaste plays no part in it, and it cannot be exported as a detector.',
    workshop: 'ResNet-18 on patches: minutes with a GPU.',
    paper:
      'The paper’s recipe wherever it speaks: 65,536 steps of ResNet-18 on whole images, exact windows of 32 px for patches. Where it is silent (covariance, head, law of the shapes, shift and jitter of whole images, how images are resized) the choices are this project’s. Hours, even with a GPU.',
    pretrained:
      'EfficientNet-B0 with ImageNet weights, fine-tuned: first the head, then all layers. Its figure before training is the baseline.',
    'paper-pretrained':
      'Fine-tuning at the paper’s lengths: 2,560 steps of the head, then 16,384 of all layers, in batches of 24. It differs from the paper in the network: EfficientNet-B0 instead of B4. Hours, even with a GPU.',
    custom: 'Settings changed by hand.',
  },
  seed: 'Seed',
  controls: 'Training',
  play: 'Play',
  playAgain: 'Run again',
  continue: 'Continue',
  pause: 'Pause',
  stop: 'Stop',
  dontStart: 'Do not start',
  startWaits: 'Starts when the images have come',
  imagesLoading: 'Loading images',
  step: 'One step',
  reset: 'Reset: back to the untrained network',
  resetNow: 'Reset',
  why: {
    'no-images': 'There are no images yet. Drop a folder or choose a sample.',
    'no-training': 'There are no training images. Mark some normal images as training.',
    importing: 'Images are still being loaded.',
    preparing: 'The run is being prepared. Reset stops it.',
    pausing: 'The present step is being finished.',
    evaluating: 'An evaluation is running.',
    training: 'Training is running. Pause it first.',
    finished: 'All steps are done. Reset to start anew, or restart from a checkpoint.',
    failed: 'The run has stopped with an error. Try again or reset.',
    'nothing-to-reset': 'Nothing has run yet.',
  },
  progress: 'Progress of training',
  phase: {
    idle: 'No images yet',
    ready: 'Ready: {{steps}} steps, about {{time}}',
    readyUntrained: 'Ready: no training, about {{time}}',
    preparing: 'Preparing',
    pausing: 'Pausing after this step',
    paused: 'Paused',
    evaluating: 'Evaluating',
    finished: 'Finished',
    failed: 'Stopped with an error',
    training: 'Training',
  },
  status: {
    loading: 'Loading the engine',
    'self-test': 'Checking the arithmetic',
    tiles: 'Measuring what suits this GPU',
    comparing: 'Trying which is faster here: graphics or processor',
    'warming-up': 'Warming up',
    embedding: 'Embedding images',
    fitting: 'Fitting the density',
    maps: 'Drawing anomaly maps',
  },
  percent: '{{percent}} %',
  stepOf: 'Step {{step}} of {{total}}',
  stepsPerSecond: '{{rate}} steps/s',
  secondsPerStep: '{{seconds}} s a step',
  imagesPerSecond: '{{rate}} images/s',
  timeLeft: '{{time}} left',
  backend: {
    title: 'What it computes on',
    notStarted: 'Engine',
    starting: 'Engine …',
    names: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' },
    threads_one: '{{count}} thread',
    threads_other: '{{count}} threads',
    software: 'software',
    open: 'Computes on: {{name}}. Explain and choose.',
    explain: {
      none: 'The engine starts with the first images.',
      webgpu: 'The graphics processor, through WebGPU: the fastest way.',
      webgl: 'The graphics processor, through WebGL.',
      wasm: 'The processor, through WebAssembly with vector instructions.',
      cpu: 'The processor, in plain JavaScript: slow, but it works everywhere.',
      software: 'This is a software stand-in for a GPU: right, but very slow.',
    },
    device: 'Device: {{device}}',
    selfTest: 'Self-test: agrees with stored values to {{error}}.',
    rejected: 'Tried before and not taken:',
    rejectedItem: '{{name}}: {{reason}}',
    reasons: {
      'no-api': 'this browser does not offer it here',
      'no-adapter': 'no graphics processor was found',
      software: 'only imitated in software, slower than WASM',
      'self-test': 'it computes wrongly (the self-test differs by {{detail}})',
      other: '{{detail}}',
    },
    compared: {
      title: 'A step of this network and batch, measured:',
      kept: 'A step of this network and batch, measured at an earlier start:',
      step: '{{name}}: {{time}}',
      part: '{{name}}: about {{time}} (measured with {{percent}} % of the batch)',
      used: 'The faster one is used. Another one can be chosen below.',
    },
    subgroups: {
      used: 'Sums end in subgroups of {{size}} threads.',
      leftOut: 'Sums do without the subgroups of this GPU: {{reason}}',
    },
    tiles: {
      faster: 'Tiles measured for this GPU: {{name}}, {{times}} times as fast as the standard ones.',
      standard: 'Tiles measured for this GPU: the standard ones; none was faster.',
      abandoned: 'Tiles could not be measured on this GPU; the standard ones are used.',
      kept: 'Measured at an earlier start.',
      took: 'Measured at this start, in {{milliseconds}} ms.',
      incomplete: 'The time for it was over before all had their turn.',
      leftOut: 'Left out: {{name}} ({{reason}})',
      parts: {
        standard: 'up to 64 × 64',
        wide: 'up to 128 × 128',
        small: 'small blocks',
        k4: 'unrolled by four',
        x4: 'more workgroups',
      },
    },
    choose: 'Use',
    choices: {
      auto: 'The fastest that works',
      webgpu: 'WebGPU (GPU)',
      webgl: 'WebGL (GPU)',
      wasm: 'WASM (processor)',
      cpu: 'CPU (plain JavaScript)',
    },
    chooseHelp: 'A run in progress goes on from where it is.',
    oneThread: {
      isolated: 'Several threads need a page served with isolation headers (COOP, COEP); this one is not.',
      noSharedMemory: 'Several threads need memory that they share; this browser offers none.',
      insecure:
        'Several threads (and WebGPU) need a page that came over https or from this machine; this one came over plain http.',
    },
  },
  languageSwitch: 'Show the page in the next language',
  theme: 'Colours: {{theme}}. Change.',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  shortcuts: {
    open: 'Keyboard shortcuts',
    title: 'Keyboard shortcuts',
  },
  columns: 'Columns',
  data: 'Data',
  stage: 'Stage',
  panel: 'Results',
  tabs: {
    start: 'Start',
    augment: 'Augment',
    train: 'Train',
    maps: 'Maps',
    embedding: 'Embedding',
    camera: 'Camera',
    runs: 'Runs',
    learn: 'Learn',
  },
  menu: 'Project, share, present, use offline',
  showEverything: 'Show everything',
  showEverythingHelp: 'The link that you opened hides some controls. Show them all.',
  notices: 'Messages',
  insecure: {
    text: 'This page came over plain http from another machine, so the browser withholds: {{names}}. Everything else works, and nothing is sent anywhere. Serve the page over https to have them (README, “For a class”).',
    features: {
      gpu: 'the graphics processor',
      threads: 'several threads',
      offline: 'use without a network',
      camera: 'the camera',
    },
  },
  outdated: 'Settings have changed since this run began. It goes on with the old ones.',
  restart: 'Start again with the new settings',
  notice: {
    'link-refused':
      'The link could not be opened: {{reason}}. The page starts with its defaults. Ask for a new link, or choose a sample.',
    'region-removed':
      'The region of interest was drawn on the images of before and went away with them. Draw another where these need one.',
    'settings-corrected':
      'Some settings were outside of the ranges of today and were moved to the nearest value that is allowed: {{settings}}. Everything else is as it was.',
    'input-too-small':
      'This network needs {{neededPx}} px, and windows of {{sizePx}} px were asked for. The last results were kept. Choose larger windows, or another network.',
    'loss-above-chance':
      'Training has diverged: over its last steps the loss is {{loss}}, and guessing would have {{chance}}. The results are those of this network. Lower the learning rate, or add warm-up steps, and start again.',
    'threshold-needs-unseen':
      'Images left as they were, because this run has trained on them: {{count}}. A threshold must rest on images that the network has not seen. Start a new run to keep some of them for the threshold, or give fresh normal images.',
    'engine-recovered':
      'The engine was lost ({{reason}}) and has been started again. Training goes on from step {{step}}; steps after it are made again.',
    'backend-fallback':
      'The device was lost repeatedly ({{reason}}). This run goes on with {{backend}} from step {{step}}. The backend can be chosen at the top right.',
    'autosave-without-images':
      'The browser has no room for your images ({{megabytes}} MB). They stay on this page as long as it is open. Labels, settings, results and weights are still kept. Save a project file to keep the images.',
    'autosave-full':
      'The browser has no room left to keep this session. What was kept before is still there; everything on this page is, too. Save a project file, or delete old runs.',
    'autosave-failed':
      'This session could not be kept ({{reason}}). What was kept before is still there; everything on this page is, too. Save a project file.',
    'autosave-off':
      'This browser does not let the page keep anything (a private window, perhaps). Everything works, but is gone when the page is closed. Save a project file before.',
    'autosave-other-tab':
      'Another tab of this page is open and keeps its session. This tab keeps nothing: save a project file, or close the other tab.',
    'run-listener-failed':
      'Something that follows the run failed ({{reason}}), perhaps keeping it. The run itself goes on. Save a project file before you close the page.',
    'self-test-failed':
      '{{backend}} computes wrongly on this device ({{reason}}), so {{used}} is used instead. Nothing else changes.',
  },
  live: {
    training: 'Training has started.',
    paused: 'Paused at step {{step}}.',
    finished: 'Finished after {{step}} steps.',
    failed: 'The run has stopped with an error.',
    evaluated: 'Evaluated at step {{step}}.',
    auroc: 'AUROC {{auroc}}.',
  },
  welcome: {
    title: 'How it works',
    learn: 'Learn the method in twelve short pages',
    again: 'Show it again',
    recorded:
      'Recorded from a run of this page: {{sample}}, {{steps}} steps, seed {{seed}}. Dots: its test images by score, normal above, defects below; line: the threshold. The image shown scores {{score}}, the threshold is {{threshold}}.',
    steps: {
      look: 'Normal images go in',
      lookText: 'No defect is shown to the network, and none needs to be labelled.',
      paste: 'CutPaste makes fakes',
      pasteText: 'A piece is cut out and pasted elsewhere. The network learns to tell real from fake.',
      score: 'What it learnt finds defects',
      scoreText:
        'An image whose features lie far from those of the normal ones is anomalous. A map shows where.',
    },
  },
};

export default shell;

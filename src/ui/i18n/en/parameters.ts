/** Every parameter of the configuration: its name, one line of help, and its choices. Keys are paths with `-` for dots. */
import { taskNames } from '../task-names.ts';
import kernels from './kernels.ts';
import kinds from './kinds.ts';
import places from './places.ts';
import region from './region.ts';

const weight = ({ name }: { readonly name: string }) => ({
  label: name,
  help: 'How often this kind is drawn, beside the weights of the others; 0 leaves it out.',
});

const jitter = {
  brightness: { label: 'Brightness', help: 'Factor drawn from 1 − s to 1 + s.' },
  contrast: { label: 'Contrast', help: 'Factor drawn from 1 − s to 1 + s, around the mean grey.' },
  saturation: { label: 'Saturation', help: 'Factor drawn from 1 − s to 1 + s.' },
  hue: { label: 'Hue', help: 'Shift drawn from −s to s, as a share of the colour circle.' },
};

const parameters = {
  groups: {
    run: 'Run',
    data: 'Images',
    task: 'Pretext task',
    cutpaste: 'CutPaste patch',
    scar: 'Scar patch',
    'patch-jitter': 'Colour jitter of the patch',
    global: 'Whole image, before pasting',
    model: 'Network',
    training: 'Training',
    density: 'Density',
    evaluation: 'Evaluation',
    mistakes: 'Mistakes, for teaching',
    kernels: 'Kernels',
  },
  ...region.parameters,
  units: { steps: 'steps', images: 'images', channels: 'channels', units: 'units', draws: 'draws' },
  advanced: 'Advanced',
  on: 'on',
  off: 'off',
  slider: '{{name}}, slider',
  helpFor: 'About “{{name}}”',
  paperStates: 'The paper: {{value}}.',
  paperSilent: 'The paper is silent; chosen here: {{value}}.',
  restore: 'Back to {{value}}',
  reasons: {
    'not-in-task': 'The chosen task does not use it.',
    'only-small': 'Only for the small network.',
    'only-resnet': 'Only for ResNet-18.',
    'only-patch-model': 'Only for the patch model.',
    'only-whole-images': 'Only for whole images.',
    'only-conformal': 'Only for a threshold with a promise (“Automatic threshold”).',
    'only-fast-windows': 'Only for the patch model with fast scoring of windows.',
    'nothing-to-correct': 'Without padding, fast windows equal exact ones.',
    'only-coin-flip': 'Only for the coin flip.',
    'only-cosine': 'Only for the cosine schedule.',
    'only-sgd': 'Only for SGD.',
    'only-ridge': 'Only for the ridge covariance.',
    'only-pca': 'Only for the PCA covariance.',
    'only-gde': 'Only for the Gaussian density (GDE).',
    'only-efficientnet': 'Only for EfficientNet-B0.',
    'only-pretrained': 'Only for EfficientNet-B0 with ImageNet weights.',
    'only-memory-bank': 'Only for the memory bank.',
    'only-efficientnet-kernels': 'Only EfficientNet-B0 computes with it.',
    'no-own-kernel': 'This page has none of its own for {{backend}}: TensorFlow.js computes it.',
    'only-webgpu': 'Only WebGPU cuts products into tiles.',
    'no-own-kernels': '{{backend}} always computes with the same kernels.',
  },

  seed: { label: 'Seed', help: 'Every random draw follows from it: the same seed gives the same run.' },
  'data-imageSizePx': {
    label: 'Image size',
    help: 'Images are resized to this square first; everything else happens after.',
  },
  'data-fit': {
    label: 'Shape',
    help: 'How an image that is not square becomes square.',
    choice: { stretch: 'Stretch', crop: 'Cut to the centre', letterbox: 'Add borders' },
  },
  'augment-task': {
    label: 'Pretext task',
    help: 'What the network learns to tell apart. 3-way is the paper’s best; the last seven are its baselines.',
    choice: taskNames(kinds),
  },
  'augment-cutpaste-areaMin': { label: 'Smallest area', help: 'Area of the patch as a share of the image.' },
  'augment-cutpaste-areaMax': { label: 'Largest area', help: 'Area of the patch as a share of the image.' },
  'augment-cutpaste-aspectMin': { label: 'Narrowest shape', help: 'Smallest ratio of width to height.' },
  'augment-cutpaste-aspectMax': { label: 'Widest shape', help: 'Largest ratio of width to height.' },
  'augment-cutpaste-aspectLaw': {
    label: 'Law of the shape',
    help: 'The paper names two ranges, (0.3, 1) and (1, 3.3), and no law over them. Coin flip takes one of the two, evenly within; log-uniform treats wide and tall alike and needs only the widest shape.',
    choice: { 'log-uniform': 'Log-uniform', 'coin-flip': 'Coin flip' },
  },
  'augment-scar-widthMinPx': { label: 'Smallest width', help: 'At 256 px; at other sizes it scales along.' },
  'augment-scar-widthMaxPx': { label: 'Largest width', help: 'At 256 px; at other sizes it scales along.' },
  'augment-scar-lengthMinPx': {
    label: 'Smallest length',
    help: 'At 256 px; at other sizes it scales along.',
  },
  'augment-scar-lengthMaxPx': { label: 'Largest length', help: 'At 256 px; at other sizes it scales along.' },
  'augment-scar-rotationMaxDeg': {
    label: 'Rotation',
    help: 'Drawn from −r to r; the whole scar stays inside.',
  },
  'augment-shape-kind': {
    label: 'Shape',
    help: 'What is drawn as a defect (Table 6). Its box has the area and the shape of a CutPaste patch.',
    choice: { digit: 'Digit', square: 'Square', ellipse: 'Ellipse', heart: 'Heart' },
  },
  'augment-shape-fill': {
    label: 'Filling',
    help: 'One random colour, or a drawn texture as of wood, marble or stone.',
    choice: { colour: 'Random colour', texture: 'Natural texture' },
  },
  'augment-confetti-count': { label: 'Pieces', help: 'Small boxes of random colours in one image.' },
  'augment-mixture-cutpaste': weight(kinds.cutpaste),
  'augment-mixture-scar': weight(kinds.scar),
  'augment-mixture-feathered': weight(kinds.feathered),
  'augment-mixture-cutpaste-other': weight(kinds['cutpaste-other']),
  'augment-mixture-nsa': weight(kinds.nsa),
  'augment-mixture-fpi': weight(kinds.fpi),
  'augment-mixture-pii': weight(kinds.pii),
  'augment-mixture-perlin': weight(kinds.perlin),
  'augment-mixture-smooth-blend': weight(kinds['smooth-blend']),
  'augment-patchJitter-brightness': {
    label: 'Brightness',
    help: 'Factor drawn from 1 − s to 1 + s. With all four at 0 a paste on a regular texture cannot be seen.',
  },
  'augment-patchJitter-contrast': jitter.contrast,
  'augment-patchJitter-saturation': jitter.saturation,
  'augment-patchJitter-hue': jitter.hue,
  'augment-global-shiftFraction': {
    label: 'Shift',
    help: 'Up to this share of the image, mirrored at the border; one draw for all views of a source.',
  },
  'augment-global-jitter-brightness': jitter.brightness,
  'augment-global-jitter-contrast': jitter.contrast,
  'augment-global-jitter-saturation': jitter.saturation,
  'augment-global-jitter-hue': jitter.hue,

  'model-backbone': {
    label: 'Backbone',
    help: 'The small residual network trains in minutes without a GPU. Without padding it is the same with filters that stay inside their patch: fast windows then equal exact ones; patches and windows need 31 px. ResNet-18 is the paper’s from scratch; EfficientNet-B0 comes with ImageNet weights (the paper took B4).',
    choice: {
      small: 'Small residual network',
      'small-valid': 'Small, without padding',
      resnet18: 'ResNet-18',
      'efficientnet-b0': 'EfficientNet-B0',
    },
  },
  'model-weights': {
    label: 'Starts from',
    help: 'ImageNet weights are fine-tuned in two phases; random ones are the untrained network of the seed, as a baseline.',
    choice: { imagenet: 'ImageNet weights', random: 'Random weights' },
  },
  'model-width': {
    label: 'Width',
    help: 'Channels of the first stage; the next have twice and four times as many.',
  },
  'model-mode': {
    label: 'Looks at',
    help: 'Whole images find that something is wrong; patches also find where, and small defects (Eq. 3).',
    choice: { image: 'Whole images', patch: 'Patches' },
  },
  'model-cropSizePx': {
    label: 'Patch size',
    help: 'Side of the random crops that the patch model trains on.',
  },
  'model-stem': {
    label: 'Stem',
    help: 'First layers. Automatic: 7×7 with pooling, but 3×3 without for inputs of 64 px and less.',
    choice: { auto: 'Automatic', imagenet: '7×7 with pooling', cifar: '3×3 without pooling' },
  },
  'model-headWidth': {
    label: 'Head width',
    help: 'Second hidden layer of the projection head, which scoring leaves out.',
  },

  'training-steps': {
    label: 'Steps',
    help: 'Updates of the weights. The cosine schedule always completes over them.',
  },
  'training-sourcesPerStep': {
    label: 'Images per step',
    help: 'Source images in each step; the batch holds one view of each for every class. A batch that does not fit into memory is computed in parts: the gradient is still the mean over all of it, but batch norm takes its statistics over each part.',
  },
  'training-optimizer': {
    label: 'Optimiser',
    help: 'SGD with momentum is the paper’s; AdamW is less picky in short runs.',
    choice: { sgd: 'SGD with momentum', adamw: 'AdamW' },
  },
  'training-learningRate': {
    label: 'Learning rate',
    help: 'Its highest value. Too high and the loss jumps; too low and nothing is learnt.',
  },
  'training-momentum': { label: 'Momentum', help: 'Share of the last update that is kept.' },
  'training-weightDecay': { label: 'Weight decay', help: 'Strength of the L2 penalty on the weights.' },
  'training-decayed': {
    label: 'Decay of',
    help: 'What the L2 penalty is on. The paper speaks of weights: filters and matrices alone. With everything, scales and shifts of batch norm and biases shrink too.',
    choice: { all: 'Everything', weights: 'Weights alone' },
  },
  'training-schedule': {
    label: 'Schedule',
    help: 'Cosine lets the rate fall to 0; the AUROC moves by several points until it has.',
    choice: { cosine: 'One cosine to 0', constant: 'Constant' },
  },
  'training-cycles': {
    label: 'Cycles',
    help: 'Cosines one after another, of equal length, each from the full rate to 0. A run that is trained longer has one more. The paper has one.',
  },
  'training-averagedShare': {
    label: 'Averaged weights',
    help: 'From so late a share of the steps on the network is judged, shown and exported with the mean of its weights since (stochastic weight averaging), while training goes on with its own. 0 is off. The paper does not average.',
  },
  'training-warmupSteps': { label: 'Warm-up', help: 'Steps over which the rate rises from 0.' },
  'training-headSteps': {
    label: 'Steps of the head',
    help: 'Fine-tuning: so many of the steps train the head alone, at the learning rate; the others train all layers.',
  },
  'training-fineTuneRate': {
    label: 'Rate of all layers',
    help: 'Fine-tuning: the small learning rate once all layers learn. Normalisation stays as it came.',
  },
  'training-batchNormMomentum': {
    label: 'Batch norm momentum',
    help: 'Share of the running mean that is kept. 0.99 lags badly in short runs.',
  },

  'density-estimator': {
    label: 'Density',
    help: 'What the scores measure the distance to. GDE, one Gaussian, is the paper’s.',
    choice: {
      gde: 'Gaussian (GDE)',
      kde: 'Kernels (KDE)',
      nearest: 'Nearest neighbours',
      knn: 'Mean of the five nearest',
      'memory-bank': 'Memory bank (coreset)',
    },
  },
  'density-covariance': {
    label: 'Covariance',
    help: 'There are fewer images than dimensions, so this choice decides the score.',
    choice: {
      'ledoit-wolf': 'Ledoit–Wolf shrinkage',
      ridge: 'Ridge',
      diagonal: 'Diagonal only',
      pca: 'Principal components',
    },
  },
  'density-l2Normalise': {
    label: 'Unit length',
    help: 'Scale every feature vector to length 1 before fitting and scoring.',
  },
  'density-ridge': { label: 'Ridge', help: 'Added to the diagonal of the covariance.' },
  'density-pcaVariance': { label: 'Variance kept', help: 'Share of the variance that the components keep.' },
  'density-bankShare': {
    label: 'Bank size',
    help: 'Share of the training features that are kept, chosen to cover the others (PatchCore’s coreset).',
  },

  'evaluation-everySteps': {
    label: 'Evaluate every',
    help: 'Steps between evaluations; 0 means before the first and after the last only.',
  },
  'evaluation-maxTrainImages': {
    label: 'Images for the density',
    help: 'At most so many training images; 0 takes all.',
  },
  'evaluation-windowSizePx': {
    label: 'Window',
    help: 'Side of the windows that are scored. The paper’s appendix says 32 px, its section 4.2 64 px.',
  },
  'evaluation-windowStridePx': {
    label: 'Stride',
    help: 'From one window to the next. Smaller gives finer maps and takes longer.',
  },
  'evaluation-dense': {
    label: 'Scoring of windows',
    help: 'Fast is one pass over the whole image; exact runs every window by itself, as the paper does.',
    choice: { fast: 'Fast: one pass', exact: 'Exact: every window' },
  },
  'evaluation-correction': {
    label: 'Correction of fast windows',
    help: 'Fast windows see what lies around them, exact ones end in zeros. A linear law, learnt from a few windows of the training images, takes most of the difference back. The paper has no fast way. Networks of more than 128 features (ResNet-18) stay as they are.',
    choice: { linear: 'Linear', none: 'None' },
  },
  'evaluation-locality': {
    label: 'Gaussian',
    help: 'One per place suits objects that always lie alike; one for all places suits textures. With a spread of its own a place is judged by how much normal images vary there, so a plain ground does not look calmer than the object.',
    choice: {
      auto: 'Automatic',
      shared: 'One for all places',
      'per-location': 'Mean per place',
      'per-location-spread': 'Mean and spread per place',
    },
  },
  'evaluation-imageScore': {
    label: 'Image score',
    help: 'The highest score of a window or, standardised, the most standard deviations above what normal images score at the same place: an edge that always scores high then hides no defect elsewhere. Maps stay as they are. The chi-square threshold knows no law for it and takes held-out scores for images.',
    choice: { maximum: 'Highest window', standardised: 'Highest above normal' },
  },
  'evaluation-sigmaPx': {
    label: 'Smoothing of maps',
    help: 'Sigma of the Gaussian that spreads each window’s score, at 256 px.',
  },
  ...places.parameters,
  'evaluation-threshold': {
    label: 'Automatic threshold',
    help: 'Found without anomalies: with a promised false-alarm rate (conformal), as a quantile of held-out scores, or from the chi-square law.',
    choice: {
      conformal: 'With a promise (conformal)',
      'held-out': 'Held-out normal scores',
      'chi-square': 'Chi-square law',
    },
  },
  'data-calibrationShare': {
    label: 'Images kept for the threshold',
    help: 'Share of the normal training images that neither training nor density sees: the promise of the threshold rests on them. At least 19 are kept; with too few images none are, and the promise is weaker.',
  },
  'evaluation-thresholdQuantile': {
    label: 'Normal images that pass',
    help: 'Share of normal images that the automatic threshold lets pass: 0.95 promises at most 5 % false alarms.',
  },
  'evaluation-missPrice': {
    label: 'Price of a miss',
    help: 'What a defect that passes costs, in the same unit as a false alarm.',
  },
  'evaluation-alarmPrice': {
    label: 'Price of a false alarm',
    help: 'What a good part that is called anomalous costs.',
  },
  'evaluation-defectShare': {
    label: 'Expected share of defects',
    help: 'Among the images in use; the test set’s share is chosen, not measured.',
  },
  'evaluation-bootstrapSamples': {
    label: 'Bootstrap',
    help: 'Draws of the paired bootstrap beside the interval when kept runs are compared; 0 leaves it out.',
  },
  'evaluation-syntheticDefects': {
    label: 'Synthetic defects',
    help: 'Without test anomalies: score CutPaste defects on held-out normal images instead.',
  },
  'mistakes-pasteBeforeResize': {
    label: 'Paste before resizing',
    help: 'A mistake: patches are pasted on an image four times as large, which is then shrunk. Scars become four times smaller.',
  },
  'mistakes-densityOnAugmented': {
    label: 'Density on augmented images',
    help: 'A mistake: the density is fitted on pasted and jittered views instead of plain normal images.',
  },
  'mistakes-chooseByTestAuroc': {
    label: 'Checkpoint by test AUROC',
    help: 'A mistake: the checkpoint that does best on the test images is reported instead of the last one.',
  },
  ...kernels,
};

export default parameters;

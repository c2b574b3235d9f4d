/** The textbook: twelve pages. Markup of `text` and `sources`: see `features/lessons/rich-text.tsx`; terms are keys of `glossary`. */
const lessons = {
  contents: 'CutPaste in twelve short pages',
  contentsText:
    'Each page shows one idea beside the live app and asks you to try it. What you have open now is set aside and comes back when you close the textbook.',
  progress: '{{done}} of {{count}} pages done.',
  forget: 'Forget my progress',
  done: 'done',
  pageOf: 'Page {{page}} of {{count}}',
  close: 'Close the textbook',
  toLive: 'To the live part',
  previous: 'Previous page',
  next: 'Next page',
  turn: 'Pages',
  firstPage: 'This is the first page.',
  lastPage: 'This is the last page.',
  todo: 'Try it',
  met: 'done',
  open: 'not done yet',
  pageDone: 'Done. Turn the page whenever you like.',
  settingUp: 'Setting up the page …',
  busyReason: 'The app is busy. Wait for it, or pause.',
  needsRun: 'This page needs a trained network.',
  trainNow: 'Train it now',
  keeps: {
    settings: 'Your settings are set aside and come back when you close the textbook.',
    data: 'Your images, settings and run are set aside and come back when you close the textbook.',
  },
  oneClass: {
    title: 'Why one class is enough',
    text: 'A factory has thousands of good parts and hardly any broken ones. Tomorrow’s defect is one that nobody has photographed.\n\nAn ordinary classifier learns from both kinds. Show the one on the stage some defects, and see what it does with the types it never met. It asks of every piece of a picture: does it look like a piece of a defect I know, much more than like a good part?\n\n[One-class](oneClass) detection turns this round: learn what **normal** looks like, from normal images alone, and call everything else an [anomaly](anomaly).',
    sources:
      'Task and data: [Bergmann et al., MVTec AD, CVPR 2019](https://doi.org/10.1109/CVPR.2019.00982).',
    figure: 'A classifier and what it misses',
    choose:
      'Tick the types that the classifier is shown. Solid frame: found; dashed: missed. It finds most of what it was shown, and misses most of the rest: only what looks alike is found as well.',
    learning: 'The classifier is learning what good parts look like …',
    alarms: 'Good test images that it calls anomalous: {{found}} of {{count}}.',
    tally: '{{found}} of {{count}} found',
    found: '{{name}} {{number}}, found',
    missed: '{{name}} {{number}}, missed',
    goals: {
      show: 'Show the classifier at least one type of defect.',
      missed: 'Click a picture that it misses, of a type it was not shown.',
    },
  },
  byHand: {
    title: 'Cut and paste by hand',
    text: 'How can a network learn about defects without any? [CutPaste](cutpaste) makes them: cut a piece out, paste it elsewhere. The result is no real defect, but a break in the pattern, and real defects are that too.\n\nThe paper draws the piece’s area from 2 % to 15 % of the image, and its shape at random:\n\n$w = \\sqrt{A\\,r}, \\quad h = \\sqrt{A / r}$\n\nOn the stage, drag the yellow box (cut) and the orange box (paste), or move them with the arrow keys. [Colour jitter](jitter) is off here, so that you can hide a piece by skill alone.',
    sources:
      '[Li, Sohn, Yoon, Pfister: CutPaste, CVPR 2021](https://arxiv.org/abs/2104.04015), sections 3.1 and 3.2.',
    figure: 'How visible your paste is',
    move: 'Move one of the boxes on the stage.',
    contrast: 'Your paste changes its place by {{value}} grey levels.',
    tried: 'Pastes you have tried: {{hidden}} hidden, {{between}} between, {{plain}} plain to see.',
    scale: 'Hidden: {{hidden}} or less. Plain to see: {{plain}} or more.',
    goals: {
      plain: 'Paste a piece that anybody sees.',
      hidden: 'Now hide one: put it where it hardly changes anything.',
    },
  },
  question: {
    title: 'What the network is asked',
    text: 'The [pretext task](pretext) is a quiz with free answers. 2-way: is this view untouched or pasted on? 3-way: untouched, [CutPaste](cutpaste) or [Scar](scar), a thin rotated strip? The [loss](loss) is the usual [cross-entropy](crossEntropy) over the [views](view):\n\n$L = -\\frac{1}{N}\\sum_{i} \\log p_{y_i}(x_i)$\n\nThe [confusion](confusion) table shows true classes by row. Early on, the network takes many fakes for normal: to tell them apart it must learn how the pattern goes on. That knowledge is what we are after; the quiz itself is thrown away.',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015), section 3.2: 3-way is the best of the paper (95.2 against 90.9 mean AUROC for 2-way).',
    figure: 'Two questions',
    auroc: 'AUROC on real defects, which it has never seen: {{before}} before, {{after}} now.',
    ask: { cutpaste: 'Ask 2-way', '3way': 'Ask 3-way' },
    after: 'After {{step}} steps: {{accuracy}} % right; {{chance}} % by chance.',
    goals: { two: 'Train on the 2-way question for a few steps.', three: 'Then ask the 3-way question.' },
  },
  training: {
    title: 'Watch it learn',
    text: 'One [step](step): draw a [batch](batch) of crops, make their views, ask the question, and nudge all [weights](weights) against the error. That is all, again and again.\n\n$\\theta \\leftarrow \\theta - \\eta\\, \\nabla_\\theta L$\n\nThe [learning rate](learningRate) falls along a cosine to zero, so the last steps only polish. Make one step by hand, then watch in slow motion: a single loss jumps about, the trend goes down.',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015), section 4.1; cosine schedule: [Loshchilov and Hutter, SGDR, ICLR 2017](https://arxiv.org/abs/1608.03983).',
    figure: 'Speed of training',
    step: 'One step',
    play: 'Play',
    pause: 'Pause',
    again: 'Train again',
    pace: 'Speed',
    paces: { '1': '1 step a second', '2': '2 steps a second', '4': '4 steps a second', full: 'full speed' },
    ended: 'All steps are done. Train again.',
    none: 'No step yet.',
    last: 'Step {{step}}: loss {{loss}}, {{accuracy}} % right, learning rate {{rate}}.',
    goals: {
      step: 'Make a single step.',
      slow: 'Let it run in slow motion for some steps.',
      finish: 'Then at full speed to the last step.',
    },
  },
  gaussian: {
    title: 'From features to a Gaussian',
    text: 'Cut off the quiz’s answer and keep the numbers before it: the [embedding](embedding) of an image. Normal images form a cloud. We describe it by its [mean](mean) and [covariance](covariance), a [Gaussian](gaussian), and score a new image by half its squared [Mahalanobis distance](mahalanobis):\n\n$s(f) = \\tfrac{1}{2}\\,(f-\\mu)^{\\top}\\Sigma^{-1}(f-\\mu)$\n\nAlong the cloud’s long axis a step is cheap, across it dear. Drag the orange point, or use the arrow keys. The picture is a [projection](pca) of the real embeddings; the score uses all their dimensions.',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015), Eq. 2; [Rippel et al., ICPR 2020](https://arxiv.org/abs/2005.14140).',
    figure: 'Embeddings and their Gaussian',
    pointRole: 'point to move',
    point: 'Point: {{values}}. Arrow keys move it.',
    values: 'Straight line {{straight}}, Mahalanobis {{distance}}',
    legend:
      'Dots: training; rings: normal test images; crosses: defects (at the rim where they lie outside). Ellipses at 1, 2 and 3, at step {{step}}.',
    outside: 'Outside the outermost ellipse: {{outside}} of {{defects}} defects.',
    axes: 'Across: the long axis of the normal cloud. Upwards, drawn {{times}} times larger: the direction in which these defects leave it. That direction was chosen by their labels, so that you can see them; the score needs none.',
    axesNoDefects:
      'Across: the long axis of the normal cloud. Upwards, drawn {{times}} times larger: its second axis.',
    goals: {
      along: 'Go far along the long axis (straight line 1.3 or more) and stay near (Mahalanobis 2 or less).',
      far: 'Find a place that is far for the Gaussian (Mahalanobis 3 or more).',
    },
  },
  threshold: {
    title: 'ROC and threshold',
    text: 'A score is not yet a decision. Where the [threshold](threshold) lies, every defect below it is a [miss](miss) and every normal image above it a [false alarm](falseAlarm).\n\n$\\mathrm{TPR} = \\frac{TP}{TP + FN}, \\qquad \\mathrm{FPR} = \\frac{FP}{FP + TN}$\n\nMove the threshold through all scores and you draw the [ROC curve](roc). The area under it, [AUROC](auroc), is the chance that a random defect scores higher than a random normal image: 0.5 is a coin, 1 is perfect. It does not tell you where to put the threshold; the price of each error does.\n\nWithout any defect a threshold can still promise something. Score normal images that neither training nor density has seen; a new image’s p-value is the share of them that score at least as high (one added above and below). Called anomalous at p ≤ 5 %, normal images are false alarms in at most 5 % of cases, whatever the network: 19 such images are needed at least, and the fewer there are, the wider the range in which the true rate lies.',
    sources:
      '[Fawcett: An introduction to ROC analysis, 2006](https://doi.org/10.1016/j.patrec.2005.10.010).',
    figure: 'Errors as pictures',
    slider: 'Threshold: {{value}}',
    misses: 'Missed defects: {{number}}',
    alarms: 'False alarms: {{number}}',
    goals: {
      noMiss: 'Set the threshold so that no defect is missed. Look at the false alarms.',
      noAlarm: 'Set it so that there is no false alarm. Look at what is missed.',
    },
  },
  where: {
    title: 'Where is the defect?',
    text: 'The [patch model](patchModel) scores every [window](window) of the image. One score a window is a coarse map; [upsampling](upsampling) spreads each with a Gaussian and divides by the sum of weights, so that the border is not too weak:\n\n$M(p) = \\frac{\\sum_j s_j\\, e^{-\\|p-c_j\\|^2/2\\sigma^2}}{\\sum_j e^{-\\|p-c_j\\|^2/2\\sigma^2}}$\n\nA whole-image model has no windows. [GradCAM](gradcam) asks instead which cells of the last [feature map](featureMap) push the score up.',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015), sections 3.4 and 4.2; [Selvaraju et al., Grad-CAM, ICCV 2017](https://arxiv.org/abs/1610.02391); [Liznerski et al., FCDD, ICLR 2021](https://arxiv.org/abs/2007.01760).',
    figure: 'Windows of one image',
    gridRole: 'grid of windows',
    window: 'Window in row {{row}}, column {{column}}: score {{score}}. Arrow keys move.',
    score: 'This window: {{score}}; the highest: {{highest}}.',
    sigma: 'Smoothing of the map, σ = {{value}} px',
    gradcam: 'Make GradCAM maps',
    gradcamThere: 'Done: choose GradCAM among the maps.',
    goals: {
      window: 'Find the window with the highest score: click it, or use the arrow keys.',
      sigma: 'Make the map very sharp (σ 4 or less) or very soft (20 or more), and look at the stage.',
      gradcam: 'Make the GradCAM maps and compare.',
    },
  },
  breakIt: {
    title: 'Break it',
    text: 'Four mistakes that can be found in public code, such as choosing the [checkpoint](checkpoint) that does best on the test images. Each is a real switch here. Train once without a mistake, then switch on **one** at a time, measure, and switch it off again.\n\nThe numbers are those of your own runs: few images, few steps, one [seed](seed). So each difference has its 95 % interval: where that holds zero, it may be chance. A mistake does not always hurt, on every texture; what it always does is make the figure worth less.',
    sources:
      'The right way: [CutPaste](https://arxiv.org/abs/2104.04015), sections 3.1, 3.3, 4.1 and appendix A.',
    figure: 'Four mistakes and their damage',
    train: 'Train and measure',
    right: 'AUROC without a mistake: {{value}}',
    names: {
      jitterOff: 'No colour jitter on a regular texture',
      pasteBeforeResize: 'Paste before resizing',
      densityOnAugmented: 'Density on augmented images',
      chooseByTestAuroc: 'Checkpoint by test AUROC',
    },
    how: {
      jitterOff:
        'Switch on, then train. Cloth pasted on cloth can vanish: the network is told “fake” for a picture that is not.',
      pasteBeforeResize:
        'Switch on, then train. Pasted at four times the size and then shrunk, scars are four times smaller.',
      densityOnAugmented:
        'Switch on after training. The Gaussian is fitted on pasted views, so that breaks in the pattern count as normal.',
      chooseByTestAuroc:
        'Switch on after training without a mistake. The best of all checkpoints on the test images is reported.',
    },
    damage: '{{difference}} [{{low}}, {{high}}] against the run without a mistake.',
    verdicts: {
      worse: 'It hurts here: the whole interval lies below zero.',
      better: 'Here it even helps, on these few images.',
      unclear: 'The interval holds zero: these images cannot tell whether it hurts.',
      chosen: 'This figure can only rise: the choice has seen the answers.',
    },
    invisible: 'Pastes that can hardly be seen: {{right}} % with jitter, {{wrong}} % without.',
    halves:
      'Chosen on a random half of the test images it states {{stated}}; on the other half it reaches {{unseen}} (mean of 200 splits).',
    goals: {
      jitterOff: 'Measure without colour jitter.',
      pasteBeforeResize: 'Measure with pasting before resizing.',
      densityOnAugmented: 'Measure with the density on augmented images.',
      chooseByTestAuroc: 'Measure with the checkpoint chosen on the test images.',
    },
  },
  yours: {
    title: 'Your own images',
    text: 'Photograph something twenty times: a key, a biscuit, a stretch of carpet. Same distance, same light. Then some pictures with a flaw, in a folder of their own name.\n\nDrop the folder on the page, or choose it in the data column. Nothing leaves your computer. Where the page has a camera tab, you can take the pictures there. Images that you open here stay open when you close the textbook.',
    sources:
      'Folder layout: [MVTec AD](https://www.mvtec.com/company/research/datasets/mvtec-ad), train/good, test/good, test/(defect).',
    figure: 'Your data',
    there: 'Your images are open: {{number}} to train on.',
    none: 'No images of your own are open yet.',
    toData: 'To the data column',
    train: 'Train on them',
    goals: {
      open: 'Open at least five normal images of your own.',
      train: 'Train on them, at least until the first evaluation.',
    },
  },
  beyond: {
    title: 'What came after',
    text: 'CutPaste was among the best in 2021. Since then features [pretrained](pretrained) on ImageNet have carried most of the field: [PaDiM](https://arxiv.org/abs/2011.08785) (a Gaussian at each place), [PatchCore](https://arxiv.org/abs/2106.08265) (nearest normal patch), [EfficientAD](https://arxiv.org/abs/2303.14535) (student and teacher, in milliseconds). Better fakes came too: [DRAEM](https://arxiv.org/abs/2108.07610) (learns to repair them), [NSA](https://arxiv.org/abs/2109.15222) (blends them in seamlessly).\n\nAn [ensemble](ensemble) of five seeds lifted CutPaste from 95.2 to 96.1. And an honest baseline matters: measure untouched ImageNet features on the same images.',
    sources:
      'Defard 2020 (PaDiM); Roth 2022 (PatchCore); Zavrtanik 2021 (DRAEM); Schlüter 2022 (NSA); Batzner 2024 (EfficientAD); [Li 2021](https://arxiv.org/abs/2104.04015), Table 1.',
    figure: 'Your run beside pretrained features',
    caption: 'AUROC on the images that are open',
    rows: {
      untrained: 'Untrained network',
      before: 'Your network before training (ImageNet)',
      cutpaste: 'CutPaste, your run',
      pretrained: 'ImageNet features, no training',
    },
    measure: 'Measure ImageNet features (8 MB)',
    descendants: 'Tasks that came after CutPaste, on these images',
    lookAt: 'Look at it',
    noImages: 'There are no images. Open some, or go to an earlier page.',
    maps: 'Show their maps',
    noRun: 'To compare, train a network on these images.',
    goals: {
      maps: 'Measure the features of ImageNet on the same images, then look at their maps.',
      later: 'Look at the samples of one of the tasks that came after.',
    },
  },
  ship: {
    title: 'Which threshold would you ship?',
    text: 'AUROC is not what a line pays for. It pays for each [miss](miss) and each [false alarm](falseAlarm), and how often each can happen depends on how rare defects are. With prices $c_m$, $c_a$ and a share $\\pi$ of defects an image costs\n\n$\\pi\\,(1-\\mathrm{TPR})\\,c_m + (1-\\pi)\\,\\mathrm{FPR}\\;c_a$\n\nFour rules set a [threshold](threshold) here: a promise made without any defect, no miss, no false alarm, and whatever is cheapest on these images. Move the price of a miss and see another rule win.\n\nThe cheapest one has seen the answers. Chosen on half of the images, it looks cheaper there than it is on the other half: never dearer, whatever the network.',
    sources:
      '[Elkan: The foundations of cost-sensitive learning, IJCAI 2001](https://dl.acm.org/doi/10.5555/1642194.1642224); promise: [Vovk et al., 2005](https://doi.org/10.1007/b106715).',
    figure: 'Thresholds and what they cost',
    price: 'A miss costs {{miss}}, a false alarm {{alarm}}; {{percent}} % of the parts are defective.',
    caption:
      'On {{defects}} defects and {{normal}} normal test images. Bold: the cheapest of the three rules.',
    columns: {
      rule: 'Rule',
      threshold: 'Threshold',
      missed: 'Missed',
      alarms: 'False alarms',
      cost: 'Cost of 100 parts',
    },
    rules: {
      promise: 'The promise, without defects',
      noMiss: 'No defect missed',
      noAlarm: 'No false alarm',
      cheapest: 'Cheapest on these images',
    },
    none: 'nothing is called',
    ship: 'Ship',
    shipNamed: 'Ship: {{name}}',
    shipped: 'Shipped: {{name}}. 100 parts cost {{cost}}; the least possible on these images is {{least}}.',
    tryHalves: 'Try the cheapest on images it was not chosen on',
    halves:
      'Chosen on one half of the images, 100 parts cost {{stated}} there and {{unseen}} on the other half (200 splits, both ways).',
    goals: {
      ship: 'Set your price of a miss and ship a threshold.',
      halves: 'Try the cheapest threshold on images that it was not chosen on.',
    },
  },
  changed: {
    title: 'A shift ruins it',
    text: 'The [threshold](threshold) was set under one light. On Monday a lamp is replaced. The good parts are still good, but their pictures are others, and the network has never promised anything about those: scores of **normal** images move, and the rate of false alarms with them.\n\n[AUROC](auroc) does not tell this. It only asks whether defects score above normal images under the **same** light; the threshold stays where it was, so read the other columns too.\n\nSo compare, without any label, the scores of new images with those that the threshold rests on. A rank test warns when they cannot come from one source (p below 0.005: one false warning in 200 looks). It watches normal images alone, as almost all are in use.',
    sources:
      '[Hendrycks and Dietterich, ImageNet-C, ICLR 2019](https://arxiv.org/abs/1903.12261); [Rabanser et al.: Failing loudly, NeurIPS 2019](https://arxiv.org/abs/1810.11953).',
    figure: 'The same threshold under other photographs',
    kinds: 'What changes',
    choose:
      'Choose what changes. All test images are then scored at seven strengths, at the threshold that stands.',
    trying: 'Scoring the changed images …',
    caption: 'Threshold and network as they were. Level 0 is no change.',
    columns: {
      picture: 'A good part',
      alarms: 'False alarms',
      found: 'Defects found',
      auroc: 'AUROC',
      test: 'Rank test without labels',
    },
    warns: 'warns',
    silent: 'silent',
    noticedAt: 'The test warns at {{levels}}, before anyone has looked at a defect.',
    unnoticed: 'The test stays silent at every level: this change hardly moves the scores of good parts.',
    goals: {
      light: 'Change the light and look for the level at which the test warns.',
      other: 'Try another change. Which one goes unnoticed?',
    },
  },
};

export default lessons;

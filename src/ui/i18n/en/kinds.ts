/**
 * Kinds of view and pretext tasks, everything that is said of one in one entry: `name` of its class, `task` in the control, what it is and where
 * it comes from; `none` where there is no patch to show.
 */
const paper = 'Li et al., CutPaste, CVPR 2021';

const kinds = {
  normal: { name: 'Normal', none: 'The normal view is the source as it is: nothing is pasted.' },
  cutpaste: {
    name: 'CutPaste',
    task: 'CutPaste',
    text: 'A rectangle is cut out, its colours are jittered, and it is pasted somewhere else in the same image.',
    source: `${paper}, section 3.1`,
  },
  scar: {
    name: 'CutPaste-Scar',
    task: 'CutPaste-Scar',
    text: 'A thin strip is cut out, jittered, turned and pasted: like a scratch or a crack.',
    source: `${paper}, section 3.2`,
  },
  'cutpaste-or-scar': { name: 'CutPaste or Scar' },
  'rotation-90': { name: 'Turned 90°', none: 'The whole source is turned: nothing is pasted.' },
  'rotation-180': { name: 'Turned 180°', none: 'The whole source is turned: nothing is pasted.' },
  'rotation-270': { name: 'Turned 270°', none: 'The whole source is turned: nothing is pasted.' },
  'cutout-grey': {
    name: 'Cutout',
    task: 'Cutout, grey (baseline)',
    text: 'A rectangle of a patch’s size is filled with grey.',
    source: `${paper}, Table 1`,
  },
  'cutout-mean': {
    name: 'Cutout',
    task: 'Cutout, mean colour (baseline)',
    text: 'A rectangle of a patch’s size is filled with the mean colour of the view.',
    source: `${paper}, Table 5`,
  },
  'cutout-colour': {
    name: 'Cutout',
    task: 'Cutout, random colour (baseline)',
    text: 'A rectangle of a patch’s size is filled with a random colour.',
    source: `${paper}, Table 5`,
  },
  'scar-colour': {
    name: 'Coloured scar',
    task: 'Scar of one colour (baseline)',
    text: 'The strip of a scar, filled with a random colour instead of a piece of the image.',
    source: `${paper}, Table 5`,
  },
  confetti: {
    name: 'Confetti',
    task: 'Confetti (baseline)',
    text: 'Small boxes of random colours, their sides as long as a scar is wide.',
    source: `${paper}, Table 5`,
    none: '{{count}} small boxes of random colours are drawn.',
  },
  shape: {
    name: 'Drawn shape',
    task: 'Drawn shape (baseline)',
    text: 'A digit, a square, an ellipse or a heart, in one colour or in a drawn texture.',
    source: `${paper}, Table 6`,
  },
  feathered: {
    name: 'Feathered CutPaste',
    task: 'CutPaste with feathered edges',
    text: 'CutPaste through an alpha that rises from the edges over 1 to 8 px: no sharp seam gives the paste away.',
    source: `After ${paper}; the soft edge as in Dwibedi et al., Cut, Paste and Learn, ICCV 2017`,
    readout: 'edge rises over {{px}} px',
  },
  'cutpaste-other': {
    name: 'CutPaste, other image',
    task: 'CutPaste from another image',
    text: 'The patch comes from anywhere in another normal image: it fits the set, but not the place.',
    source: 'The source of patches of Schlüter et al., NSA, ECCV 2022',
  },
  nsa: {
    name: 'NSA',
    task: 'NSA: resized, blended seamlessly',
    text: 'A patch of another image is resized by 0.7 to 1.3 and blended in by its gradients (Poisson image editing), on the object where the background is plain. No seam, no shift of colour: near to natural defects.',
    source: 'Schlüter et al., Natural Synthetic Anomalies, ECCV 2022',
    readout: 'resized by {{factor}}',
  },
  fpi: {
    name: 'FPI',
    task: 'FPI: mixed with another image',
    text: 'Inside a box the image is mixed with another image at the same place; the weight of the other is drawn from 5 % to 95 %.',
    source: 'Tan et al., Foreign Patch Interpolation, MELBA 2022',
    readout: '{{percent}} % of the other image',
  },
  pii: {
    name: 'PII',
    task: 'PII: gradients mixed with another image',
    text: 'As FPI, but gradients are mixed instead of colours, the stronger one at each place, and the box is solved from them: no edge is left.',
    source: 'Tan et al., Poisson Image Interpolation, MICCAI 2021',
    readout: '{{percent}} % of the other image',
  },
  perlin: {
    name: 'Perlin mask',
    task: 'Perlin mask with own texture',
    text: 'A region like a stain, cut out of Perlin noise, is mixed with tiles of another image of the set. DRAEM, whose idea it is, takes its textures from a collection.',
    source: 'Zavrtanik et al., DRAEM, ICCV 2021',
    none: 'The whole region is mixed with the texture.',
    readout: '{{area}} % of the area, {{percent}} % texture',
  },
  'smooth-blend': {
    name: 'SmoothBlend',
    task: 'SmoothBlend: fades out on all sides',
    text: 'CutPaste through a mask smoothed with a Gaussian: the patch fades out on all sides, like a soft stain or a dent.',
    source: 'Zou et al., SPot-the-Difference, ECCV 2022',
    readout: 'Gaussian of {{px}} px',
  },

  mixture: {
    name: 'Mixture',
    task: 'Mixture, by weight',
    text: 'Two classes: untouched, or one of nine kinds of paste and blend, each as often as its weight says. In a comparison of twelve ways of synthesis no one was best everywhere, and mixtures gained.',
    source: 'ASBench, 2025 (arXiv 2510.07927)',
  },
  union: {
    task: 'CutPaste or Scar, 2 classes',
    text: 'Two classes: untouched, or pasted on; the paste is a patch or a scar with equal chance.',
    source: `${paper}, section 3.2`,
  },
  '3way': {
    task: '3-way: normal, CutPaste, Scar',
    text: 'Three classes, the paper’s best: the network must tell a patch from a scar, too.',
    source: `${paper}, section 3.2`,
  },
  rotation: {
    task: 'Rotation (baseline)',
    text: 'The network must tell by how much the image was turned; nothing is pasted.',
    source: `${paper}, Table 1`,
  },
} as const;
export default kinds;

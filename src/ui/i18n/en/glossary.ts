/** Words of the textbook, each in a sentence or two. */
const glossary = {
  oneClass: 'Learning from one class only, the normal one; everything unlike it is anomalous.',
  anomaly: 'Something that does not fit what normal looks like: a scratch, a hole, a missing part.',
  cutpaste: 'A rectangle cut out of an image and pasted elsewhere in the same image.',
  scar: 'A thin strip cut out, rotated and pasted: it looks more like a scratch.',
  jitter: 'A small random change of brightness, contrast, saturation and hue.',
  pretext: 'A task whose answers come for free, set only so that the network learns useful features.',
  crossEntropy:
    'The usual loss of classification: minus the logarithm of the probability given to the right class.',
  confusion: 'A table of how often each true class (row) was called which (column).',
  step: 'One update of all weights from one batch.',
  batch: 'The images that are shown to the network together in one step.',
  learningRate: 'How far the weights move in one step.',
  embedding: 'The features of an image as a list of numbers: a point in a space of many dimensions.',
  mean: 'The centre of the cloud of normal embeddings.',
  covariance: 'How the features vary together: length and direction of the cloud’s axes.',
  gaussian: 'The bell curve in many dimensions, described by a mean and a covariance.',
  mahalanobis: 'Distance from the mean, counted in standard deviations along each direction.',
  pca: 'Principal component analysis: the directions in which the points vary most.',
  threshold: 'The score from which an image is called anomalous.',
  falseAlarm: 'A normal image that is called anomalous: a false positive.',
  roc: 'Receiver operating characteristic: true-positive rate against false-positive rate, for all thresholds.',
  auroc: 'Area under the ROC curve, from 0.5 (chance) to 1 (perfect).',
  patchModel: 'A network trained on small crops, which scores small windows of an image.',
  window: 'A small square part of the image that is scored by itself.',
  upsampling: 'Making a map at full size from few scores.',
  gradcam: 'Gradient-weighted class activation map: which parts of the last feature map raise the score.',
  pretrained: 'Trained before on other data, mostly on the photographs of ImageNet.',
  ensemble: 'Several models whose scores are averaged.',
};

export default glossary;

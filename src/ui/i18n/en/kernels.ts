/** Whose kernels compute a run, and how a GPU cuts products up: settings of the catalogue `parameters`. */
import { tileNames } from '../tile-names.ts';

const whose = { own: 'Own', stock: 'TensorFlow.js' };

export default {
  'kernels-convolution': {
    label: 'Convolution',
    help: 'Forward, depthwise too. Both give the same numbers up to rounding; only the speed differs.',
    choice: whose,
  },
  'kernels-batchNorm': {
    label: 'Batch normalisation',
    help: 'Forward and backward, with ReLU and residual. TensorFlow.js has it in many small steps.',
    choice: whose,
  },
  'kernels-channelwise': {
    label: 'Swish, sums by channel',
    help: 'The activation and the gate of EfficientNet-B0. TensorFlow.js has them in several steps.',
    choice: whose,
  },
  'kernels-product': {
    label: 'Matrix product',
    help: 'The layers of the head, forward and backward.',
    choice: whose,
  },
  'kernels-pooling': {
    label: 'Gradient of max pooling',
    help: 'Of ResNet-18’s first layers. On WASM TensorFlow.js has none: plain loops stand in, slowly.',
    choice: whose,
  },
  'kernels-inputGradient': {
    label: 'Convolution: gradient of the input',
    help: 'Backward to the layer before. On WASM the one of TensorFlow.js is a plain loop, and a depthwise one is missing.',
    choice: whose,
  },
  'kernels-filterGradient': {
    label: 'Convolution: gradient of the filter',
    help: 'Backward to the weights. On WASM TensorFlow.js has none: plain loops stand in, many times slower.',
    choice: whose,
  },
  'kernels-update': {
    label: 'Update of the weights',
    help: 'Momentum, decay and step in one pass. TensorFlow.js has it in several.',
    choice: whose,
  },
  'kernels-tiles': {
    label: 'Tiles on a GPU',
    help: 'How WebGPU cuts matrix products up. All give the same numbers up to rounding; which is fastest depends on the GPU. A run keeps those that it began with.',
    choice: {
      auto: 'As measured for this GPU',
      ...tileNames(', ', {
        standard: 'up to 64\u00a0×\u00a064',
        wide: 'up to 128\u00a0×\u00a0128',
        small: 'small blocks',
        k4: 'unrolled by four',
        x4: 'more workgroups',
      }),
    },
  },
};

/**
 * The kernels' module. Every export is a phase of a kernel: phase(args, task, scratch), where `args` points at the
 * arguments' record in tfjs's heap, tasks of a phase are independent of each other (any thread may take any of them, in any
 * order, with the same result), and `scratch` is memory of the thread's own. The module has no static data.
 */
export { addRelu } from './add-relu';
export { channelScale, channelSums, channelTotals } from './channels';
export { convolve, packFilter } from './convolution';
export { crop } from './crop';
export { depthwise, depthwiseFilterGradient, depthwiseInputGradient } from './depthwise';
export { filterGradient, sumPartials } from './filter-gradient';
export { matMul } from './matmul';
export { batchNormApply, batchNormCombine, batchNormStatistics } from './batch-norm';
export { batchNormGradientApply, batchNormGradientCombine, batchNormGradientSums } from './batch-norm-gradient';
export { maxPoolGradient } from './max-pool';
export { sgdUpdate } from './sgd';
export { swish, swishGradient } from './swish';
export { winogradFilter, winogradFused, winogradInput, winogradOutput, winogradProduct } from './winograd';
export {
  winogradGradientFused,
  winogradGradientInput,
  winogradGradientOutput,
  winogradGradientProduct,
} from './winograd-gradient';

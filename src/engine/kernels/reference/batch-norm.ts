/** BATCH_NORM_TRAIN and its gradient as loops (formulas and signatures in ../names.ts), accumulated in float64. */
import type { HostKernel } from './host.ts';

export const batchNormTrain: HostKernel = ({ x, gamma, beta, residual }, attrs) => {
  const channels = gamma.values.length;
  const count = x.values.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let i = 0; i < x.values.length; i++) mean[i % channels] += x.values[i] / count;
  for (let i = 0; i < x.values.length; i++)
    variance[i % channels] += (x.values[i] - mean[i % channels]) ** 2 / count;
  const scale = variance.map((v, c) => gamma.values[c] / Math.sqrt(v + (attrs.epsilon as number)));
  const y = new Float32Array(x.values.length);
  for (let i = 0; i < y.length; i++) {
    const c = i % channels;
    const z = (x.values[i] - mean[c]) * scale[c] + beta.values[c] + (residual ? residual.values[i] : 0);
    y[i] = attrs.relu && z < 0 ? 0 : z;
  }
  return [
    { values: y, shape: x.shape },
    { values: Float32Array.from(mean), shape: [channels] },
    { values: Float32Array.from(variance), shape: [channels] },
  ];
};

export const batchNormTrainGrad: HostKernel = ({ x, y, dy, gamma, mean, variance }, attrs) => {
  const channels = gamma.values.length;
  const size = x.values.length;
  const count = size / channels;
  const inverse = Float64Array.from(variance.values, (v) => 1 / Math.sqrt(v + (attrs.epsilon as number)));
  const dz = new Float32Array(size);
  const dgamma = new Float64Array(channels);
  const dbeta = new Float64Array(channels);
  for (let i = 0; i < size; i++) {
    const c = i % channels;
    dz[i] = attrs.relu && y.values[i] <= 0 ? 0 : dy.values[i];
    dbeta[c] += dz[i];
    dgamma[c] += dz[i] * (x.values[i] - mean.values[c]) * inverse[c];
  }
  const dx = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const c = i % channels;
    const normalised = (x.values[i] - mean.values[c]) * inverse[c];
    dx[i] = gamma.values[c] * inverse[c] * (dz[i] - dbeta[c] / count - (normalised * dgamma[c]) / count);
  }
  const outputs = [
    { values: dx, shape: x.shape },
    { values: Float32Array.from(dgamma), shape: [channels] },
    { values: Float32Array.from(dbeta), shape: [channels] },
  ];
  return attrs.residual ? [...outputs, { values: dz, shape: x.shape }] : outputs;
};

/** SGD_UPDATE as a loop (formula in ../names.ts). */
import type { HostKernel } from './host.ts';

export const sgdUpdate: HostKernel = ({ weight, momentum, gradient }, attrs) => {
  const rate = attrs.learningRate as number;
  const decay = attrs.weightDecay as number;
  const keep = attrs.momentum as number;
  const newWeight = new Float32Array(weight.values.length);
  const newMomentum = new Float32Array(weight.values.length);
  for (let i = 0; i < newWeight.length; i++) {
    const m = keep * momentum.values[i] + gradient.values[i] + decay * weight.values[i];
    newMomentum[i] = m;
    newWeight[i] = weight.values[i] - rate * m;
  }
  return [
    { values: newWeight, shape: weight.shape },
    { values: newMomentum, shape: weight.shape },
  ];
};

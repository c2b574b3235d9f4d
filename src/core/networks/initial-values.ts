/**
 * Initial weights, drawn on the host from the seed: the same on every backend. PyTorch's defaults, kaiming_uniform
 * with a = sqrt(5), that is U(+-1/sqrt(fan-in)), for convolutions and linear layers; where a backbone says so convolutions as
 * torchvision has them, normal with variance 2 / fan-out. gamma 1, beta 0. Each
 * parameter has its own random stream, keyed by its name.
 */
import { createRandom } from '../random/random.ts';
import { elementCount } from './parameters.ts';
import type { Network, ParameterSpec } from './types.ts';

/** Row-major values of one parameter. */
export function initialValues(network: Network, spec: ParameterSpec, seed: number): Float32Array {
  const values = new Float32Array(elementCount(spec.shape));
  if (spec.deviation !== undefined) {
    if (spec.deviation === 0) return values;
    const random = createRandom(seed, 'weights', spec.name);
    for (let i = 0; i < values.length; i++) values[i] = spec.deviation * random.normal();
    return values;
  }
  switch (spec.kind) {
    case 'gamma':
      return values.fill(1);
    case 'beta':
      return values;
    case 'conv':
    case 'dense':
    case 'bias': {
      const random = createRandom(seed, 'weights', spec.name);
      if (spec.kind === 'conv' && network.backbone.convolutions === 'normal-fan-out') {
        const deviation = Math.sqrt(2 / spec.fanOut);
        for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
      } else {
        const bound = 1 / Math.sqrt(spec.fanIn);
        for (let i = 0; i < values.length; i++) values[i] = random.uniform(-bound, bound);
      }
      return values;
    }
    default:
      return spec.kind satisfies never;
  }
}

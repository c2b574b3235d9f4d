/** Convolution and its gradients: by Winograd's method where it fits, as an implicit product elsewhere. Addresses in bytes. */
import { directConvolve, directFilterGradient, directInputGradient } from './direct-convolution.ts';
import type { ConvGeometry } from './geometry.ts';
import type { KernelRuntime } from './runtime.ts';
import {
  suitsWinograd,
  winogradConvolve,
  winogradFilterGradient,
  winogradInputGradient,
} from './winograd.ts';

export type Activation = 'linear' | 'relu' | 'relu6';
const ACTIVATION_WORD: Record<Activation, number> = { linear: 0, relu: 1, relu6: 2 };

/** target = activation(convolution of x with filter + bias); `bias` 0 for none. */
export function convolve(
  runtime: KernelRuntime,
  g: ConvGeometry,
  { x, filter, bias, target }: { x: number; filter: number; bias: number; target: number },
  activation: Activation,
): void {
  const word = ACTIVATION_WORD[activation];
  if (suitsWinograd(g)) winogradConvolve(runtime, g, { source: x, filter, bias, target, activation: word });
  else directConvolve(runtime, g, { x, filter, bias, target }, word);
}

/** target = gradient of x. */
export function inputGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  { dy, filter, target }: { dy: number; filter: number; target: number },
): void {
  if (suitsWinograd(g))
    winogradInputGradient(runtime, g, { source: dy, filter, bias: 0, target, activation: 0 });
  else directInputGradient(runtime, g, { dy, filter, target });
}

/** target = gradient of the filter. */
export function filterGradient(
  runtime: KernelRuntime,
  g: ConvGeometry,
  at: { x: number; dy: number; target: number },
): void {
  if (suitsWinograd(g)) winogradFilterGradient(runtime, g, at);
  else directFilterGradient(runtime, g, at);
}

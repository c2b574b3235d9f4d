/** What may follow a product in the same pass: a bias per column and an activation. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** How many floats an expression holds: `f32` or `vec4<f32>`. */
type Lanes = 1 | 4;

const constant = (value: number, lanes: Lanes) =>
  lanes === 4 ? `vec4<f32>(${value.toFixed(1)})` : value.toFixed(1);

/**
 * `made` of `value`, or `value` itself where that is no number. WGSL leaves open whether `min`, `max`, comparisons and `exp` let a NaN through, compilers
 * make a maximum of a comparison, and a NaN that is lost becomes a score: so its bits are looked at.
 */
function unlessNaN(value: string, made: string, lanes: Lanes): string {
  const unsigned = lanes === 4 ? 'vec4<u32>' : 'u32';
  const bits = `(bitcast<${unsigned}>(${value}) & ${unsigned}(0x7fffffffu))`;
  return `select(${made}, ${value}, ${bits} > ${unsigned}(0x7f800000u))`;
}

/** max(value, 0) that keeps a NaN. */
export const relu = (value: string, lanes: Lanes) =>
  unlessNaN(value, `max(${value}, ${constant(0, lanes)})`, lanes);

/** The exponential is held back where it would overflow: the sigmoid has long been 0 there. */
const oneAndExponential = (value: string, lanes: Lanes) =>
  `(1.0 + exp(min(-(${value}), ${constant(87, lanes)})))`;

/** 1 / (1 + e^-x) that keeps a NaN. */
export const sigmoid = (value: string, lanes: Lanes) =>
  unlessNaN(value, `(1.0 / ${oneAndExponential(value, lanes)})`, lanes);

const clamped = (value: string) => `clamp(${value}, ${constant(0, 4)}, ${constant(6, 4)})`;

const ACTIVATIONS = {
  linear: (value: string) => value,
  relu: (value: string) => relu(value, 4),
  relu6: (value: string) => unlessNaN(value, clamped(value), 4),
  sigmoid: (value: string) => sigmoid(value, 4),
  swish: (value: string) => unlessNaN(value, `(${value} / ${oneAndExponential(value, 4)})`, 4),
};

export type Activation = keyof typeof ACTIVATIONS;

export const isActivation = (name: string): name is Activation => name in ACTIVATIONS;

export interface Epilogue {
  /** [columns]. */
  bias?: TensorInfo;
  activation: Activation;
  /** Gets the values before the activation, for its gradient. */
  before?: TensorInfo;
}

export const epilogueKey = (epilogue: Epilogue | undefined) =>
  epilogue ? `${epilogue.bias ? 'bias' : ''}_${epilogue.activation}${epilogue.before ? '_kept' : ''}` : '';

/** WGSL expression (vec4<f32>) of `value` after the bias; `bias` is the expression of the bias at its columns. */
export const biasedValue = (epilogue: Epilogue, bias: string) =>
  epilogue.bias ? `(value + ${bias})` : 'value';

/** WGSL expression (vec4<f32>) of the biased value after the activation. */
export const activated = (epilogue: Epilogue, value: string) => ACTIVATIONS[epilogue.activation](value);

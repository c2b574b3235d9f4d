/** What may follow a product in the same pass: a bias per column and an activation. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

const FOURS = (value: number) => `vec4<f32>(${value.toFixed(1)})`;

/**
 * WGSL leaves open whether `min`, `max` and `clamp` let a NaN through, and a NaN that is lost becomes a score: a comparison with one is false, and
 * then `select` gives the value itself.
 */
export const atLeast = (value: string, least: string) => `select(${value}, ${least}, ${value} < ${least})`;
export const atMost = (value: string, most: string) => `select(${value}, ${most}, ${value} > ${most})`;

/** The exponential is held back where it would overflow: the sigmoid has long been 0 there. */
const oneAndExponential = (value: string, most: string) => `(1.0 + exp(${atMost(`(-(${value}))`, most)}))`;

/** 1 / (1 + e^-x) of any type of float; `most` is 87 in that type. */
export const sigmoidOf = (value: string, most: string) => `(1.0 / ${oneAndExponential(value, most)})`;

const ACTIVATIONS = {
  linear: (value: string) => value,
  relu: (value: string) => atLeast(value, FOURS(0)),
  relu6: (value: string) => atMost(atLeast(value, FOURS(0)), FOURS(6)),
  sigmoid: (value: string) => sigmoidOf(value, FOURS(87)),
  swish: (value: string) => `(${value} / ${oneAndExponential(value, FOURS(87))})`,
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

/** What may follow a product in the same pass: a bias per column and an activation. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

const ACTIVATIONS = {
  linear: (value: string) => value,
  relu: (value: string) => `max(${value}, vec4<f32>(0.0))`,
  relu6: (value: string) => `clamp(${value}, vec4<f32>(0.0), vec4<f32>(6.0))`,
  // The exponential is held back where it would overflow: the result has long been 0 there.
  sigmoid: (value: string) => `(1.0 / (1.0 + exp(min(-(${value}), vec4<f32>(87.0)))))`,
  swish: (value: string) => `(${value} / (1.0 + exp(min(-(${value}), vec4<f32>(87.0)))))`,
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

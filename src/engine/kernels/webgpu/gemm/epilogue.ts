/** What may follow a product in the same pass: a bias per column and an activation. */
import type { TensorInfo } from '@tensorflow/tfjs-core';

const ACTIVATIONS = {
  linear: (value: string) => value,
  relu: (value: string) => `max(${value}, vec4<f32>(0.0))`,
  relu6: (value: string) => `clamp(${value}, vec4<f32>(0.0), vec4<f32>(6.0))`,
};

export type Activation = keyof typeof ACTIVATIONS;

export const isActivation = (name: string): name is Activation => name in ACTIVATIONS;

export interface Epilogue {
  /** [columns]. */
  bias?: TensorInfo;
  activation: Activation;
}

export const epilogueKey = (epilogue: Epilogue | undefined) =>
  epilogue ? `${epilogue.bias ? 'bias' : ''}_${epilogue.activation}` : '';

/** WGSL expression (vec4<f32>) of `value` after the epilogue; `bias` is the expression of the bias at its columns. */
export const finishValue = (epilogue: Epilogue, bias: string) =>
  ACTIVATIONS[epilogue.activation](epilogue.bias ? `(value + ${bias})` : 'value');

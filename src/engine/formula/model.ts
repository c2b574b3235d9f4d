/** A model and a batch whose every number follows from a formula: for the start-up self-test and the PyTorch fixtures. */
import type { ModelConfig } from '../../core/config/schema.ts';
import { Model } from '../models/model.ts';
import { describeNetwork } from '../../core/networks/network.ts';
import { elementCount } from '../../core/networks/parameters.ts';
import type { ParameterSpec } from '../../core/networks/types.ts';
import type { HostBatch } from '../training/train-step.ts';
import { formulaBytes, formulaValues } from './numbers.ts';

const CLASSES = 3;
const PIXEL_STREAM = 1000;

/** Parameter i (order of `trainableParameters`) comes from stream i; gammas lie around 1. */
function values(spec: ParameterSpec, stream: number, beta: number): Float32Array {
  const length = elementCount(spec.shape);
  switch (spec.kind) {
    case 'conv':
    case 'dense':
    case 'bias':
      return formulaValues(stream, length, Math.sqrt(3 / spec.fanIn));
    case 'gamma':
      return formulaValues(stream, length, 0.25, 1);
    case 'beta':
      return formulaValues(stream, length, 0.25, beta).map((v, i) => (i % 2 === 0 ? v : -v));
    default:
      return spec.kind satisfies never;
  }
}

export interface FormulaCase {
  readonly backbone: ModelConfig['backbone'];
  readonly width: number;
  readonly stem: ModelConfig['stem'];
  readonly headWidth: number;
  readonly sizePx: number;
  readonly batch: number;
  /**
   * Betas lie around +beta and -beta in turn, so that few activations come within rounding of ReLU's kink, where two right programs
   * may have different gradients. (Around 0 in the last stage and the head: the next batch norm would undo them.)
   */
  readonly beta: number;
}

export function createFormulaModel(testCase: FormulaCase): Model {
  const { backbone, width, stem, headWidth, sizePx } = testCase;
  const shared = { width, stem, headWidth, mode: 'patch', weights: 'random' } as const;
  const config: ModelConfig = { backbone, cropSizePx: sizePx, ...shared };
  const model = new Model(describeNetwork(config, sizePx, CLASSES));
  const { features } = model.network;
  model.parameters.forEach((spec, i) => {
    const late = spec.shape[0] === features || spec.name.startsWith('head');
    model.store.upload(spec.name, values(spec, i, late ? 0 : testCase.beta), spec.shape);
  });
  model.statistics.initialise(model.store);
  return model;
}

/** Noise; labels 0, 1, 2, 0, ... */
export function createFormulaBatch({ sizePx, batch }: FormulaCase): HostBatch {
  return {
    pixels: formulaBytes(PIXEL_STREAM, batch * sizePx * sizePx * 3),
    labels: Uint8Array.from({ length: batch }, (_, i) => i % CLASSES),
    size: sizePx,
  };
}

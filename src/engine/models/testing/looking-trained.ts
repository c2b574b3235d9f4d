/** Networks with weights of formulas, and running statistics as after training, so that folding has something to do: for tests of inference. */
import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import { PRESETS } from '../../../core/config/presets.ts';
import type { ModelConfig } from '../../../core/config/schema.ts';
import { describeNetwork } from '../../../core/networks/network.ts';
import { createFormulaModel, type FormulaCase } from '../../formula/model.ts';
import { formulaValues } from '../../formula/numbers.ts';
import { Model } from '../model.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE } from '../running-statistics.ts';

export function lookingTrained(
  backbone: FormulaCase['backbone'],
  stem: ModelConfig['stem'],
  sizePx: number,
): Model {
  const model = createFormulaModel({ backbone, width: 4, stem, headWidth: 8, sizePx, batch: 1, beta: 0.1 });
  const size = model.store.get(RUNNING_MEAN).size;
  model.store.upload(RUNNING_MEAN, formulaValues(901, size, 0.2), [size]);
  model.store.upload(RUNNING_VARIANCE, formulaValues(902, size, 0.3, 1), [size]);
  return model;
}

export function randomMobile(): Model {
  const config: ModelConfig = { ...PRESETS.quick.model, backbone: 'efficientnet-b0', weights: 'random' };
  return new Model(describeNetwork(config, 64, 3)).initialise(1);
}

/** `[images, side, side, 3]`, the same for the same shape. */
export const pictures = (side: number, images = 1): Tensor4D =>
  tensor4d(formulaValues(7, images * side * side * 3, 1), [images, side, side, 3]);

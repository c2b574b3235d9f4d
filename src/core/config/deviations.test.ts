import { expect, it } from 'vitest';
import { deviationsOf } from './deviations.ts';
import { PRESETS } from './presets.ts';
import { withParameter } from './update.ts';

const settings = (config: Parameters<typeof deviationsOf>[0]) =>
  deviationsOf(config).map(({ setting }) => setting);

it('the presets named after the paper differ from it only in the ImageNet network', () => {
  expect(deviationsOf(PRESETS.paper)).toEqual([]);
  expect(deviationsOf(withParameter(PRESETS.paper, 'model.mode', 'patch'))).toEqual([
    { setting: 'model.mode', paper: 'image', here: 'patch' },
  ]);
  expect(deviationsOf(PRESETS['paper-pretrained'])).toEqual([
    { setting: 'model.backbone', paper: 'efficientnet-b4', here: 'efficientnet-b0' },
  ]);
});

it('shorter presets say every value of theirs that the paper states otherwise', () => {
  expect(settings(PRESETS.pretrained)).toEqual([
    'augment.cutpaste.aspectMax',
    'model.backbone',
    'training.steps',
    'training.decayed',
    'training.headSteps',
  ]);
  expect(settings(PRESETS.best)).toContain('evaluation.readout');
  expect(deviationsOf(PRESETS.best)).toContainEqual({ setting: 'training.steps', paper: 18_944, here: 0 });
  const quick = settings(PRESETS.quick);
  for (const setting of [
    'model.backbone',
    'model.mode',
    'training.steps',
    'training.learningRate',
    'evaluation.dense',
  ])
    expect(quick).toContain(setting);
  expect(quick).not.toContain('model.stem');
});

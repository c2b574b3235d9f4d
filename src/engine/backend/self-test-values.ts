/**
 * Loss and gradient norms of a tiny network by formula, computed by PyTorch in float64. Written by
 * scripts/fixtures/training_step.py; do not edit.
 */
import type { FormulaCase } from '../formula/model.ts';

export const SELF_TEST_CASE: FormulaCase = {
  backbone: 'small',
  width: 4,
  stem: 'auto',
  headWidth: 8,
  sizePx: 16,
  batch: 12,
  beta: 1.2,
};

export const SELF_TEST_VALUES = {
  loss: 1.31802941,
  gradientNorms: {
    'stem.weight': 1.37358988,
    'block0.first.weight': 1.05858478,
    'block0.second.weight': 1.07518744,
    'block1.first.weight': 1.70733566,
    'block1.second.weight': 2.47389751,
    'block1.shortcut.weight': 0.611053266,
    'block2.first.weight': 1.64710197,
    'block2.second.weight': 1.86277636,
    'block2.shortcut.weight': 0.852338791,
    'head0.weight': 0.695172183,
    'head1.weight': 0.49007056,
    'logits.weight': 0.463475889,
    'logits.bias': 0.325137951,
    'stem.gamma': 0.151289445,
    'stem.beta': 0.110836538,
    'block0.first.gamma': 0.0913675615,
    'block0.first.beta': 0.105609455,
    'block0.second.gamma': 0.214917724,
    'block0.second.beta': 0.0740587879,
    'block1.first.gamma': 0.220064532,
    'block1.first.beta': 0.0964898233,
    'block1.second.gamma': 0.239264138,
    'block1.second.beta': 0.147151801,
    'block1.shortcut.gamma': 0.387861167,
    'block1.shortcut.beta': 0.147151801,
    'block2.first.gamma': 0.111610286,
    'block2.first.beta': 0.0919023132,
    'block2.second.gamma': 0.157703229,
    'block2.second.beta': 0.107289817,
    'block2.shortcut.gamma': 0.160984728,
    'block2.shortcut.beta': 0.107289817,
    'head0.gamma': 0.100970244,
    'head0.beta': 0.0915705809,
    'head1.gamma': 0.185212664,
    'head1.beta': 0.173559408,
  } as Readonly<Record<string, number>>,
};

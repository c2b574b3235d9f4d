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
};

export const SELF_TEST_VALUES = {
  loss: 1.35007224,
  gradientNorms: {
    'stem.weight': 3.52442379,
    'block0.first.weight': 3.02554153,
    'block0.second.weight': 2.84365651,
    'block1.first.weight': 2.1089365,
    'block1.second.weight': 2.09361153,
    'block1.shortcut.weight': 0.450109849,
    'block2.first.weight': 1.95060923,
    'block2.second.weight': 2.14792873,
    'block2.shortcut.weight': 0.536095357,
    'head0.weight': 0.73077821,
    'head1.weight': 0.654699521,
    'logits.weight': 0.786097418,
    'logits.bias': 0.346896097,
    'stem.gamma': 0.757198505,
    'stem.beta': 0.335499585,
    'block0.first.gamma': 0.380962114,
    'block0.first.beta': 0.268620092,
    'block0.second.gamma': 0.204675009,
    'block0.second.beta': 0.227494196,
    'block1.first.gamma': 0.197283912,
    'block1.first.beta': 0.253065055,
    'block1.second.gamma': 0.210791239,
    'block1.second.beta': 0.144541878,
    'block1.shortcut.gamma': 0.233716319,
    'block1.shortcut.beta': 0.144541878,
    'block2.first.gamma': 0.197694069,
    'block2.first.beta': 0.15723117,
    'block2.second.gamma': 0.209823443,
    'block2.second.beta': 0.140674979,
    'block2.shortcut.gamma': 0.165620893,
    'block2.shortcut.beta': 0.140674979,
    'head0.gamma': 0.129044244,
    'head0.beta': 0.118898863,
    'head1.gamma': 0.183897595,
    'head1.beta': 0.172389082,
  } as Readonly<Record<string, number>>,
};

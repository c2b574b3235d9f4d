/**
 * Roles and labels, once it is known which masks hold something: what the mask says counts. Normal images are for training unless their folder is
 * for testing; defects are for testing. Where that leaves no normal test image, every fifth normal one is set aside, so that there is a ROC curve.
 */
import type { Label, Role } from '../types.ts';
import type { Reading } from './types.ts';
import type { Part } from './words.ts';

export interface Settling {
  readonly part: Part | null;
  readonly reading: Reading;
  readonly type: string;
  /** Whether something is marked in its mask; null without one. */
  readonly marked: boolean | null;
}

export interface Settled {
  readonly role: Role;
  readonly label: Label;
  readonly defectType: string;
}

export interface Settlement {
  /** In the order given. */
  readonly images: readonly Settled[];
  /** Normal images set aside for testing. */
  readonly heldOut: number;
  /** Places of images whose name says normal and whose mask says defect. */
  readonly contradicted: readonly number[];
}

/** One in so many normal images is set aside, from this many on. */
const HOLD_OUT_EVERY = 5;
const HOLD_OUT_FROM = 10;

const isTest = (part: Part | null): boolean => part === 'test' || part === 'validation';

function labelOf({ reading, marked }: Settling): Label {
  if (marked) return 'anomalous';
  return reading === 'defect' ? 'anomalous' : 'normal';
}

export function settle(images: readonly Settling[]): Settlement {
  const labels = images.map(labelOf);
  const hasTestNormal = images.some(({ part }, i) => part === 'test' && labels[i] === 'normal');
  const roles = images.map(({ part }, i): Role => {
    if (labels[i] === 'anomalous' || part === 'test') return 'test';
    // Validation images are normal ones that no published test counts.
    return part === 'validation' && !hasTestNormal ? 'test' : 'train';
  });
  const training = roles.flatMap((role, i) => (role === 'train' ? [i] : []));
  const needsHoldOut =
    training.length >= HOLD_OUT_FROM &&
    labels.includes('anomalous') &&
    !images.some(({ part }) => isTest(part));
  const heldOut = new Set(
    needsHoldOut ? training.filter((_, n) => n % HOLD_OUT_EVERY === HOLD_OUT_EVERY - 1) : [],
  );
  return {
    images: images.map(({ reading, type }, i) => {
      const label = labels[i];
      const kind = reading === 'defect' || (type !== '' && type !== 'good') ? type : 'defect';
      return {
        role: heldOut.has(i) ? 'test' : roles[i],
        label,
        defectType: label === 'normal' ? 'good' : kind,
      };
    }),
    heldOut: heldOut.size,
    contradicted: images.flatMap(({ reading, marked }, i) => (reading === 'normal' && marked ? [i] : [])),
  };
}

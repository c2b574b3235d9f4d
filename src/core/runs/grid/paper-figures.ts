/**
 * Image AUROC from scratch on MVTec AD, mean over its 15 classes, as the paper's Tables 1, 4 and 5 give it. Other images and shorter
 * training have other figures: what can be compared is the order. The paper's figures of Tables 6 to 8 are not stated here.
 */
import type { Config, Task } from '../../config/schema.ts';

const AUROC: Readonly<Partial<Record<Task, number>>> = {
  rotation: 0.731,
  'cutout-grey': 0.713,
  'scar-colour': 0.85,
  cutpaste: 0.909,
  scar: 0.935,
  union: 0.943,
  '3way': 0.952,
};

/** Null outside Tables 4 and 5, and for what the paper does not have. */
export function paperFigure(table: number | null, { augment }: Pick<Config, 'augment'>): number | null {
  return table === 4 || table === 5 ? (AUROC[augment.task] ?? null) : null;
}

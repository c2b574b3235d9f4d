/**
 * What the views of the pretext tasks are drawn from: the part of the configuration that `core/augment/kinds` reads. It stands apart from
 * the type of the whole, which lists the tasks and so needs to know the kinds.
 */
import type { views } from './rows/augment.ts';
import type { ValuesOf } from './rows/row.ts';

export type AugmentSettings = ValuesOf<typeof views>;
export type JitterConfig = AugmentSettings['patchJitter'];

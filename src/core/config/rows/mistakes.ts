/** Mistakes of public code, for the lesson that measures their damage. Off unless that lesson (or an experiment) asks; in no preset. */
import { rowsOf } from './row.ts';

const { flag } = rowsOf({ group: 'mistakes', scope: 'run' });
const off = { paper: false, absent: false, advanced: true } as const;

export const mistakes = {
  /** Views are made at four times the working size and then shrunk: scars become four times smaller (against section 4.1). */
  pasteBeforeResize: flag(off),
  /** The density is fitted on augmented views of the training images (against section 3). */
  densityOnAugmented: flag({ ...off, scope: 'scoring' }),
  /** The checkpoint with the best test AUROC is reported instead of the last one. */
  chooseByTestAuroc: flag({ ...off, scope: 'view' }),
};

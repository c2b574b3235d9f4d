/**
 * Options of the command line that say how a folder is to be read: what a group of files shows and which class is taken. They become
 * the same corrections that a person makes on the page.
 */
import type { OptionTable } from '../command-line/option-table.ts';
import type { Answer, Correction } from '../../src/core/dataset/reading/types.ts';

const named = (describe: string) => ({ type: 'string', array: true, describe }) as const;

export const DATA_OPTIONS = {
  class: {
    type: 'string',
    describe: 'Class to take where several lie side by side; all takes them together',
  },
  roi: {
    type: 'string',
    describe:
      'Region of interest: a picture of the images’ shape, black outside and white inside; only what is inside is trained on, scored and mapped',
  },
  normal: named(
    'The group or folder of this name holds normal images; may be given several times, as the next four',
  ),
  defect: named('The group or folder of this name holds images with defects'),
  mask: named('The group or folder of this name holds masks'),
  test: named('The folder of this name is for testing'),
  'leave-out': named('The group or folder of this name is left out'),
} as const satisfies OptionTable;

export interface DataOrder {
  readonly corrections: readonly Correction[];
  /** Class to take of several; '*' takes all; undefined asks. */
  readonly className?: string;
}

interface Values {
  readonly class?: string;
  readonly normal: readonly string[];
  readonly defect: readonly string[];
  readonly mask: readonly string[];
  readonly test: readonly string[];
  readonly 'leave-out': readonly string[];
}

const KINDS: readonly (Answer | 'test')[] = ['normal', 'defect', 'mask', 'test', 'leave-out'];

export function dataOrder(values: Values): DataOrder {
  const corrections = KINDS.flatMap((as) => values[as].map((name) => ({ name, as })));
  const className = values.class === 'all' ? '*' : values.class;
  return { corrections, ...(className !== undefined && { className }) };
}

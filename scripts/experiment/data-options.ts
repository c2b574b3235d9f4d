/**
 * Options of the command line that say how a folder is to be read: what a group of files shows, which class is taken, and `--check`. They become
 * the same corrections that a person makes on the page.
 */
import type { Answer, Correction } from '../../src/core/dataset/reading/types.ts';

/** Entries for `parseArgs`. */
export const DATA_OPTIONS = {
  check: { type: 'boolean', default: false },
  class: { type: 'string' },
  normal: { type: 'string', multiple: true, default: [] as string[] },
  defect: { type: 'string', multiple: true, default: [] as string[] },
  mask: { type: 'string', multiple: true, default: [] as string[] },
  test: { type: 'string', multiple: true, default: [] as string[] },
  'leave-out': { type: 'string', multiple: true, default: [] as string[] },
} as const;

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

export const DATA_HELP = `  --check           say how the folder is read (groups, why, what is asked, what is left out), write data.json, train nothing
  --normal NAME     the group or folder NAME holds normal images; also --defect NAME, --mask NAME, --leave-out NAME. Several are allowed
  --test NAME       the folder NAME is for testing
  --class NAME      class to take where several lie side by side; all takes them together`;

/** A folder of a grid's results from the command line, as a browser's folder input gives it: the list, and each finished run's archive. */
import { PlaygroundError } from '../../core/errors.ts';
import { parseGridResults, type ListedGrid } from '../../core/runs/grid/grid-results.ts';
import type { WholeRun } from '../../core/runs/types.ts';
import { openRuns } from './bundle.ts';

export interface OpenedGrid extends ListedGrid {
  /** One for each of `runs`; null where there is none to open. */
  readonly whole: readonly (WholeRun | null)[];
}

const partsOf = (file: File): string[] => file.webkitRelativePath.split('/');

/**
 * @param onProgress called with how many runs have been opened
 * @throws PlaygroundError `grid-results-missing`, `grid-results-damaged`, and those of a damaged bundle
 */
export async function openGridFolder(
  files: readonly File[],
  onProgress: (done: number, count: number) => void,
): Promise<OpenedGrid> {
  const list = files
    .filter(({ name }) => name === 'grid.json')
    .sort((a, b) => partsOf(a).length - partsOf(b).length)[0];
  if (!list) throw new PlaygroundError('grid-results-missing', 'The folder has no grid.json.', {});
  const root = partsOf(list).slice(0, -1).join('/');
  const byPath = new Map(files.map((file) => [file.webkitRelativePath, file]));
  const listed = parseGridResults(await list.text());
  const whole: (WholeRun | null)[] = [];
  for (const { name, state } of listed.runs) {
    const file = byPath.get(`${root}/runs/${name}/run.zip`);
    const [run = null] = state === 'finished' && file ? await openRuns(file) : [];
    // Called as its folder is: every page calls its first run #1.
    whole.push(run && { ...run, record: { ...run.record, name: name.slice(0, 200) } });
    onProgress(whole.length, listed.runs.length);
  }
  return { ...listed, whole };
}

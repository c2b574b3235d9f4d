/** Grids of runs that wait, run and are done: types only. `src/store/queue` works through them. */
import type { DatasetOrigin } from '../keeping/keeping-state.ts';
import type { ErrorReport } from '../../core/errors.ts';
import type { Grid } from '../../core/runs/grid/grid.ts';
import type { WholeRun } from '../../core/runs/types.ts';

export type EntryState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One run of a grid; its place in the list is its place in `expandGrid(grid).runs`. */
export interface QueueEntry {
  readonly state: EntryState;
  /** The kept run that is or was made of it. */
  readonly runId: string | null;
  readonly error: ErrorReport | null;
}

export interface QueuedGrid {
  readonly version: 1;
  readonly id: string;
  readonly grid: Grid;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** `running`: wanted, so that it also goes on after a reload. */
  readonly state: 'running' | 'paused' | 'done';
  readonly entries: readonly QueueEntry[];
  /** The images it runs on; the fingerprint is of those at the size of `grid.base`. */
  readonly dataset: {
    readonly name: string;
    readonly sample: DatasetOrigin['sample'];
    readonly fingerprint: string;
    readonly images: number;
  };
}

/** A grid from the command line, one of `runs` and `whole` for each run of `expandGrid(grid)`. */
export interface GridResults {
  readonly grid: Grid;
  readonly runs: readonly {
    readonly state: 'finished' | 'failed' | 'waiting';
    readonly error: string | null;
  }[];
  /** Null where it was not finished, or is not there. */
  readonly whole: readonly (WholeRun | null)[];
}

export interface QueueSlice {
  /** Newest first. */
  grids: readonly QueuedGrid[];
  /** False until the storage was read. */
  gridsLoaded: boolean;
  /** The grid that this tab works through, and the entry whose run is on the page. */
  runningGrid: { readonly id: string; readonly entry: number } | null;
  /** Why a grid stopped or could not be read or written; finished runs are kept. */
  gridError: ErrorReport | null;
  /** Reads the kept grids; one that was running goes on, unless another tab has it. */
  loadGrids(): Promise<void>;
  /** Queues a grid on the open images and starts it. @throws PlaygroundError `bad-grid`, `no-training-images` */
  startGrid(grid: Grid): Promise<void>;
  /** A grid that was run elsewhere: its runs go into the list, and it stands in the queue with what became of each. */
  addGridResults(results: GridResults): Promise<void>;
  /** After the step in progress; its run stays on the page. */
  pauseGrid(id: string): Promise<void>;
  resumeGrid(id: string): Promise<void>;
  /** A run that waits or runs is left out. */
  skipGridRun(id: string, entry: number): Promise<void>;
  /** A run that failed or was left out waits again. */
  retryGridRun(id: string, entry: number): Promise<void>;
  /** Its place in the queue only: runs that were kept stay in the list of runs. */
  removeGrid(id: string): Promise<void>;
  dismissGridError(): void;
}

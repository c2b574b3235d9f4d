/** The contract of the runs slice, as `state.ts` has those of the others. */
import type { ErrorReport } from '../../core/errors.ts';
import type { RunMaps, RunRecord, RunScores, RunThumbnails, WholeRun } from '../../core/runs/types.ts';

export interface RunPictures {
  readonly thumbnails: RunThumbnails | null;
  readonly maps: RunMaps | null;
}

/** Runs that were kept, and what a person does with them. `src/store/runs` writes them as they go. */
export interface RunsSlice {
  /** Newest first, without deleted ones. */
  runs: readonly RunRecord[];
  /** False until the storage was read (`loadRuns`). */
  runsLoaded: boolean;
  /** Why the last thing could not be written or read; null when all is well. */
  runsError: ErrorReport | null;
  /** The run that the session shows; null where it is not kept. */
  currentRunId: string | null;
  /** Runs that are compared, at most eight, in the order of choosing. */
  chosenRunIds: readonly string[];
  /** Runs whose deletion can be undone. */
  deletedRuns: readonly RunRecord[];
  loadRuns(): Promise<void>;
  editRun(id: string, change: { name?: string; note?: string; starred?: boolean }): Promise<void>;
  chooseRun(id: string, chosen: boolean): void;
  clearChosenRuns(): void;
  deleteRuns(ids: readonly string[]): Promise<void>;
  undoDeleteRuns(): Promise<void>;
  dismissRunsError(): void;
  /** Scores of a run, from storage. */
  runScores(id: string): Promise<RunScores | null>;
  /** Small pictures of its test images, and maps of the hardest. */
  runPictures(id: string): Promise<RunPictures>;
  /** Keep the weights of the present run as of its last checkpoint. */
  keepRunWeights(id: string): Promise<void>;
  forgetRunWeights(id: string): Promise<void>;
  /** The network of a kept run in the engine again, with its configuration; needs images. */
  loadRunWeights(id: string): Promise<void>;
  /** What the session shows goes on being kept under this run's record; does nothing where it is not in the list. */
  followRun(id: string): Promise<void>;
  /**
   * What the session shows came from elsewhere with this id: as `followRun`, or added to the list under `name` where it is not in it. A run
   * in the list that is further than `step` is left as it is, and what is shown is added beside it. Settles when it is in the list.
   */
  adoptRun(run: {
    readonly id: string;
    readonly name: string;
    readonly step: number;
    readonly savedAt: number;
  }): Promise<void>;
  /** Settles when everything that the run on the page has come to is written. */
  runsWritten(): Promise<void>;
  /** A run that came to nothing goes for good; does nothing where it is not in the list. */
  forgetRun(id: string): Promise<void>;
  wholeRuns(ids: readonly string[]): Promise<readonly WholeRun[]>;
  /** Runs from a bundle; those that are here already are left as they are. Returns how many were added. */
  addRuns(runs: readonly WholeRun[]): Promise<number>;
}

/** "Which augmentation for my images?": the state of the comparison of tasks. It belongs to the images, not to a run. */
import type { Task } from '../core/augment/tasks.ts';
import type { ChoiceReport } from '../core/choice/report-file.ts';
import type { Trials } from '../core/choice/trial.ts';
import type { ErrorReport } from '../core/errors.ts';

export interface ChoiceSlice {
  /** Whether the panel is unfolded; it stays so when the window's layout changes. */
  choiceOpened: boolean;
  setChoiceOpened(opened: boolean): void;
  /** Tasks that are compared. */
  choiceTasks: readonly Task[];
  setChoiceTasks(tasks: readonly Task[]): void;
  /** What it would take, for the tasks that it was measured for; null before. */
  choiceCostMs: number | null;
  choiceMeasuring: boolean;
  /** A few steps and images, so that the cost is told before anything is begun. */
  measureChoice(steps?: number): Promise<void>;
  choice: Trials | null;
  choiceRunning: boolean;
  /** Of the trials that run, in [0, 1]. */
  choiceShare: number;
  runChoice(steps?: number): Promise<void>;
  /** Nothing is kept of a comparison that was stopped: part of the tasks would be no ranking. */
  stopChoice(): void;
  choiceError: ErrorReport | null;
  /** The ranking of `choice`, with the labels of the test images beside it where there are some; null without one. */
  reportChoice(): Promise<ChoiceReport | null>;
}

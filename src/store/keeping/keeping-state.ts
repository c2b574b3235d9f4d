/** Keeping sessions and taking them away: types only. `src/store/keeping` does it. */
import type { Config } from '../../core/config/schema.ts';
import type { Fit } from '../../core/dataset/fit.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { ErrorReport } from '../../core/errors.ts';
import type { SessionSummary } from '../../services/storage/sessions.ts';

export interface DatasetOrigin {
  /** The built-in sample that all images come from; null where some are a person's own. */
  readonly sample: { readonly name: string; readonly seed: number } | null;
  readonly sizePx: number;
  readonly fit: Fit;
  readonly hashes: readonly number[];
}

export interface AdoptedDataset extends Omit<DatasetOrigin, 'hashes'> {
  readonly items: readonly { readonly item: Omit<DatasetItem, 'id'>; readonly hash: number }[];
  readonly name: string;
  readonly className: string;
  readonly heldOutCount: number;
  readonly config: Config;
}

/**
 * `starting`: not decided yet. `on`: this tab keeps its session. `other-tab`: another tab does. `off`: the browser refuses storage, or
 * nobody started it.
 */
export type AutosaveState = 'off' | 'starting' | 'on' | 'other-tab';

export interface KeepingSlice {
  autosave: {
    readonly state: AutosaveState;
    /** When the open session was last kept; null before. */
    readonly savedAt: number | null;
    readonly bytes: number;
    /** There was no room for the images. */
    readonly withoutImages: boolean;
  };
  /** It was told that nothing of this tab is kept. */
  keepsNothing: boolean;
  /** Sessions of earlier visits and of images that were open before, newest first; each waits to be restored or discarded. */
  offeredSessions: readonly SessionSummary[];
  /** Looks for earlier sessions and begins to keep this one. */
  startKeeping(): Promise<void>;
  restoreSession(id: string): Promise<void>;
  discardSession(id: string): Promise<void>;
  /** What is being written or read, and how far. */
  keepingJob: {
    readonly what: 'saving' | 'opening' | 'restoring' | 'checking';
    readonly done: number;
    readonly total: number;
  } | null;
  /** Why the last thing failed; nothing was changed then. */
  keepingError: ErrorReport | null;
  dismissKeepingError(): void;
  /** Offers the open session as a file. */
  saveProject(options: { readonly images: boolean }): Promise<void>;
  /** Opens a project file, after a question where something would be closed. */
  openProject(file: File): Promise<void>;
  /** A project that was read and checked, and waits for the answer whether it may replace what is open. `step` of its run, if it has one. */
  offeredProject: { readonly name: string; readonly images: number; readonly step: number | null } | null;
  acceptProject(): Promise<void>;
  declineProject(): void;
  /** What came of opening: stays until dismissed. */
  openedProject: {
    readonly name: string;
    /** Largest relative difference of recomputed test scores from those in the file; null where it has none to compare. */
    readonly difference: number | null;
    readonly scores: number;
  } | null;
  dismissOpenedProject(): void;
  /** A session without its images: it goes on when they are opened. */
  waitingSession: { readonly name: string; readonly images: number } | null;
  forgetWaitingSession(): void;
}

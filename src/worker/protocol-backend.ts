/** What the page is told of that on which the engine computes: the backend, why it was chosen, and what was measured for a GPU. */
import type { TileSet } from '../core/config/rows/tile-sets.ts';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;

export interface BackendReport {
  readonly name: BackendName;
  /** In words, for example the adapter's description; empty when unknown. */
  readonly device: string;
  /** True when the GPU backend runs on a software adapter (only when forced). */
  readonly software: boolean;
  /** WASM threads in use; 1 elsewhere. */
  readonly threads: number;
  /** Backends that were tried first and why they were not taken, in order. */
  readonly rejected: readonly { readonly name: BackendName; readonly reason: string }[];
  /** Largest relative difference of the start-up self-test against stored values. */
  readonly selfTestError: number;
  /** The choice was made by measurement; absent where nothing was compared. */
  readonly compared?: BackendComparison;
  /** Of a GPU: the tiles that were measured for it; absent where nothing was. */
  readonly tiles?: TileReport;
  /** Of a GPU that has them: threads of a subgroup that sums end in, and why they are not used (empty where they are). */
  readonly subgroups?: { readonly size: number; readonly reason: string };
}

/** Which tiles matrix products are cut into on a GPU, and what that rests on. */
export interface TileReport {
  readonly chosen: TileSet;
  /** Of those that were measured, in times the speed of the standard ones. */
  readonly speeds: readonly { readonly name: TileSet; readonly speed: number }[];
  readonly leftOut: readonly { readonly name: TileSet; readonly reason: string }[];
  /** False where the time for it was over before all had their turn. */
  readonly complete: boolean;
  readonly tookMs: number;
  /** Measured at an earlier start. */
  readonly kept: boolean;
}

/** A step of one network and batch on each backend that was tried. */
export interface BackendComparison {
  readonly steps: readonly BackendStep[];
  /** Measured at an earlier start. */
  readonly kept: boolean;
}

export interface BackendStep {
  readonly name: BackendName;
  readonly threads: number;
  /** Of the whole batch. */
  readonly stepMs: number;
  /** Share of the batch that was measured, in (0, 1]; the time of the whole follows from it. */
  readonly share: number;
}

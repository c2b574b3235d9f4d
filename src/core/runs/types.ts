/**
 * What is kept of a run. The record is small and read for the whole list; its parts are large and read when they are looked at.
 * Everything is a plain value, so that it can be cloned, written as JSON and compared.
 */
import type { Config } from '../config/schema.ts';
import type { Label } from '../dataset/types.ts';

/** `interrupted`: the page was closed or the tab killed. `stopped`: given up by a reset or by other images. */
export const RUN_STATES = ['running', 'finished', 'stopped', 'interrupted', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunDataset {
  readonly name: string;
  /** Name of the built-in sample, or null for a person's own images. */
  readonly sample: string | null;
  /** 53-bit hash (hex) of all paths, roles, labels and pixels; equal only for equal images. */
  readonly fingerprint: string;
  readonly train: number;
  readonly testNormal: number;
  readonly testAnomalous: number;
}

export interface RunBackend {
  readonly name: string;
  readonly device: string;
  readonly threads: number;
}

/** Training curve, decimated; the last entries are exact. Same lengths. */
export interface RunCurve {
  readonly steps: readonly number[];
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
}

/** One evaluation in figures; null where a class or the masks are missing. */
export interface RunMetrics {
  readonly step: number;
  readonly auroc: number | null;
  /** 95 %, as everywhere (core/metrics/auroc-interval). */
  readonly low: number | null;
  readonly high: number | null;
  readonly averagePrecision: number | null;
  readonly pixelAuroc: number | null;
  readonly aupro: number | null;
  readonly threshold: number;
}

export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly starred: boolean;
  readonly state: RunState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
  /** Set while a deletion can be undone. */
  readonly deletedAt: number | null;
  readonly config: Config;
  readonly dataset: RunDataset;
  readonly backend: RunBackend | null;
  /** The grid of runs that it is part of; absent where it was run by itself. */
  readonly grid?: string;
  /** The page of the textbook that it belongs to; absent where a person ran it for its own sake. */
  readonly lesson?: number;
  readonly versions: { readonly page: string; readonly browser: string };
  readonly step: number;
  /** Duration of a training step, as the engine last measured it. */
  readonly stepMs: number | null;
  readonly parameterCount: number | null;
  readonly curve: RunCurve;
  /** In order of step; the first is the untrained network's. */
  readonly metrics: readonly RunMetrics[];
  /** 0 when the weights were not kept. */
  readonly weightsBytes: number;
}

export interface RunImage {
  readonly path: string;
  readonly label: Label;
  readonly defectType: string;
  /** Hash of the pixels at the working size. */
  readonly hash: number;
  /** Test images that are not independent share theirs (core/calibration/given-groups); absent where an image stands alone. */
  readonly group?: string;
}

/** Scores of the test images at each evaluation. */
export interface RunScores {
  readonly images: readonly RunImage[];
  readonly evaluations: readonly {
    readonly step: number;
    /** One for each of `images`, in their order. */
    readonly test: Float64Array;
    /** Scores of training images by densities that never saw them. */
    readonly heldOut: Float64Array;
    readonly threshold: number;
  }[];
}

/** Small pictures of the first test images, in the order of `RunScores.images`. */
export interface RunThumbnails {
  readonly side: number;
  readonly count: number;
  /** RGB, `[count, side, side, 3]`. */
  readonly pixels: Uint8Array;
}

/** Anomaly maps of the images that are shown with a run, small and in levels (kept-maps.ts says of what). */
export interface RunMaps {
  readonly side: number;
  /** In `RunScores.images`. */
  readonly indices: readonly number[];
  /** `[indices.length, side, side]`. */
  readonly levels: Uint8Array;
}

/** Weights as the engine's checkpoint has them. */
export interface RunWeights {
  readonly step: number;
  readonly config: Config;
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly data: Float32Array;
  }[];
}

export interface RunParts {
  readonly scores: RunScores;
  readonly thumbnails: RunThumbnails;
  readonly maps: RunMaps;
  readonly weights: RunWeights;
}

/** A run with whatever was kept of it: what a bundle holds. */
export interface WholeRun {
  readonly record: RunRecord;
  readonly scores: RunScores | null;
  readonly thumbnails: RunThumbnails | null;
  readonly maps: RunMaps | null;
  readonly weights: RunWeights | null;
}

/** Figures of the last evaluation, null before the first. */
export const lastMetrics = (record: RunRecord): RunMetrics | null => record.metrics.at(-1) ?? null;

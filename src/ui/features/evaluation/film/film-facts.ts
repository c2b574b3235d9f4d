/** All that stands in a film: words in one language, figures of each evaluated step, pictures as pixels. Types only. */
import type { Picture, ScoreMap } from '../../../../services/film/protocol.ts';
import type { PosterPoint } from '../poster/poster-facts.ts';

export interface FilmImage {
  readonly name: string;
  readonly anomalous: boolean;
  /** What the detector makes of it at this step, with the score; empty where it was not scored. */
  readonly verdict: string;
  readonly right: boolean;
  readonly picture: Picture;
  /** Null where no map was kept of this step. */
  readonly map: ScoreMap | null;
}

/** What every frame says. */
export interface FilmWords {
  readonly title: string;
  readonly auroc: string;
  readonly roc: string;
  readonly x: string;
  readonly y: string;
  readonly now: string;
  readonly before: string;
  readonly course: string;
  readonly steps: string;
  readonly note: string;
}

/** One evaluated step. */
export interface FilmStep {
  readonly step: number;
  /** Of all steps of the run. */
  readonly steps: number;
  /** The step in words. */
  readonly when: string;
  readonly value: string | null;
  readonly interval: string;
  /** Why there is no AUROC; empty where there is one. */
  readonly why: string;
  readonly roc: readonly PosterPoint[] | null;
  readonly untrained: readonly PosterPoint[] | null;
  readonly dot: PosterPoint | null;
  /** AUROC of every evaluated step of the run, not only up to this one. */
  readonly course: readonly PosterPoint[];
  readonly images: readonly FilmImage[];
}

/** The last frame: how to make the run again. */
export interface FilmEnd {
  readonly title: string;
  readonly columns: readonly {
    readonly title: string;
    readonly rows: readonly (readonly [string, string])[];
  }[];
  readonly more: (count: number) => string;
  readonly foot: string;
}

/** What the page and the worker that makes a film say to each other. A frame is a list of marks, in pixels from the upper left, painted in order. */

import type { ColourScale } from '../../core/heatmap/colour-scale.ts';
import type { ColourTableName } from '../../core/heatmap/colour-tables.ts';

/** A square picture, `[side, side, 3]`. */
export interface Picture {
  readonly side: number;
  readonly data: Uint8Array;
}

/** Scores of every pixel of a square, and how they are coloured. */
export interface ScoreMap {
  readonly values: Float32Array;
  /** 0 where a pixel lies outside of the region of interest; null: none does. */
  readonly inside: ArrayLike<number> | null;
  readonly scale: ColourScale;
  readonly table: ColourTableName;
}

export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the line that the letters stand on. */
      readonly y: number;
      readonly text: string;
      readonly sizePx: number;
      readonly colour: string;
      readonly bold?: boolean;
      readonly anchor?: 'start' | 'middle' | 'end';
      /** What is longer ends in an ellipsis. */
      readonly widthPx?: number;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly colour: string;
      readonly widthPx: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: string;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly colour: string;
    }
  | {
      readonly kind: 'picture';
      readonly x: number;
      readonly y: number;
      readonly side: number;
      readonly picture: Picture;
    }
  | {
      readonly kind: 'map';
      readonly x: number;
      readonly y: number;
      readonly side: number;
      readonly map: ScoreMap;
    };

export interface FilmFrame {
  readonly marks: readonly Mark[];
  readonly delayMs: number;
}

export interface FilmStart {
  readonly type: 'start';
  readonly width: number;
  readonly height: number;
  /** `[n, 3]`: colours that a film must have as they are. */
  readonly colours: readonly (readonly [number, number, number])[];
}

export type FilmRequest =
  FilmStart | { readonly type: 'frame'; readonly frame: FilmFrame } | { readonly type: 'finish' };

export type FilmReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly blob: Blob }
  | { readonly type: 'failed'; readonly message: string };

/** What the page and the worker that makes views say to each other: first which images the views need, then the views of those images. */
import type { BatchDraw } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';

export type ViewsRequest =
  | {
      readonly kind: 'draw';
      readonly imageCount: number;
      readonly imageSizePx: number;
      readonly config: Config;
      readonly step: number;
      /** In the batch. */
      readonly places: readonly number[];
    }
  | {
      readonly kind: 'render';
      readonly draws: readonly BatchDraw[];
      /** By index: those that the draws read. */
      readonly images: readonly (readonly [number, RgbImage])[];
      readonly pasteBeforeResize: boolean;
    };

export type ViewsReply =
  | { readonly kind: 'draw'; readonly draws: readonly BatchDraw[] }
  | { readonly kind: 'render'; readonly views: readonly RgbImage[] };

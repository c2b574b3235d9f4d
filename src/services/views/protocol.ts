/** What the page and the worker that makes views say to each other: first which images the views need, then the views of those images. */
import type { BatchDraw } from '../../core/augment/batch.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Rect, RgbImage } from '../../core/image/types.ts';

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
    }
  | {
      /** One view of a whole image with what it was made from. */
      readonly kind: 'trace';
      readonly image: RgbImage;
      readonly config: Config;
      readonly step: number;
      readonly place: number;
    };

export type ViewsReply =
  | { readonly kind: 'draw'; readonly draws: readonly BatchDraw[] }
  | { readonly kind: 'render'; readonly views: readonly RgbImage[] }
  | { readonly kind: 'trace'; readonly trace: TracedView };

/** A view, and the patch of it before and after its colours were jittered. */
export interface TracedView {
  readonly cut: Rect;
  readonly paste: Rect;
  readonly patch: RgbImage;
  readonly jittered: RgbImage;
  readonly result: RgbImage;
}

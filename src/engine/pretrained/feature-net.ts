/** What the no-training baseline asks of a network: features of one image, pooled for its score and place by place for its map. */
import type { RgbImage } from '../../core/image/types.ts';

export interface PretrainedEmbedding {
  /** `[D]`, of the top. */
  readonly pooled: Float32Array;
  /** `[side * side, C]` */
  readonly local: Float32Array;
  readonly side: number;
  /** Pixels of the image from one place to the next. */
  readonly stridePx: number;
}

export interface FeatureNet {
  embed(image: RgbImage): Promise<PretrainedEmbedding>;
  dispose(): void;
}

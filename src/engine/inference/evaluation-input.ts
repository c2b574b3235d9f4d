/** What an evaluation and everything asked about it is made from. */
import type { EngineImage, MapWish } from '../../worker/protocol.ts';
import type { Embedder } from './embedder.ts';
import type { EmbeddingInput } from './embedding-input.ts';

export interface EvaluationInput extends EmbeddingInput {
  readonly embedder: Embedder;
  readonly step: number;
  /** Kept for the threshold; absent where there are none. */
  readonly calibration?: readonly EngineImage[];
  /** Kept from the training and used for nothing now. */
  readonly aside?: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  /** Other kinds of maps that come with the evaluation. */
  readonly wish: MapWish;
  /** A look: nothing is made for the end of the run. */
  readonly brief?: boolean;
}

/**
 * Which step's weights the embedding map stands at: those of the step that is looked at, where they were kept; else the nearest that were. Of the
 * untrained network (step 0) and of the map made last the embeddings are there; of others they are made from the checkpoint.
 */
import type { Checkpoint } from '../worker/protocol.ts';
import { selectSeen } from './seen.ts';
import type { PlaygroundState } from './state.ts';

type Mapped = Pick<
  PlaygroundState,
  'embeddingMap' | 'embeddingFormer' | 'evaluations' | 'looks' | 'seenStep' | 'checkpoints'
>;

/** Null before a map was made. */
export function selectEmbeddingStep(state: Mapped): number | null {
  const { embeddingMap, seenStep, checkpoints } = state;
  if (!embeddingMap) return null;
  const looked = seenStep === null ? undefined : selectSeen(state)?.step;
  if (looked === undefined) return embeddingMap.step;
  const kept = [embeddingMap.step, 0, ...checkpoints.map(({ step }) => step)].sort((a, b) => a - b);
  return kept.reduce((best, step) => (Math.abs(step - looked) < Math.abs(best - looked) ? step : best));
}

/** The checkpoint whose weights are wanted; null where none are needed. */
export function selectFormer(state: Mapped): Checkpoint | null {
  const step = selectEmbeddingStep(state);
  if (step === null || step === 0 || step === state.embeddingMap?.step) return null;
  return state.checkpoints.find((checkpoint) => checkpoint.step === step) ?? null;
}

/** `[N, D]` of the wanted step; null while they are not made. */
export function selectEmbeddings(state: Mapped): Float32Array | null {
  const { embeddingMap: map, embeddingFormer } = state;
  if (!map) return null;
  const former = selectFormer(state);
  if (former) return embeddingFormer.get(former) ?? null;
  return selectEmbeddingStep(state) === map.step ? map.present : map.untrained;
}

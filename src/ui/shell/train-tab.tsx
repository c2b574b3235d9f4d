/** The Train tab: the training stage with the present batch (of the augmentation lab) and the pinned maps (of localisation) in it, the embedding map, and the offer to be shown around. */
import { TrainingStage } from '../features/training/training-stage.tsx';
import { Part } from './part.tsx';

const loadBatch = async () => (await import('../features/augment/batch-verdicts.tsx')).BatchVerdicts;
const loadCoach = async () => (await import('../features/coach/coach-offer.tsx')).CoachOffer;
const loadEmbedding = async () => (await import('../features/embedding/embedding-card.tsx')).EmbeddingCard;
const loadPinned = async () => (await import('../features/localisation/pinned-maps.tsx')).PinnedMaps;

export function TrainTab() {
  return (
    <TrainingStage>
      <Part load={loadCoach} />
      <Part load={loadBatch} />
      <Part load={loadPinned} />
      <Part load={loadEmbedding} />
    </TrainingStage>
  );
}

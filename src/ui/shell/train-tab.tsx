/** The Train tab: the training stage with the present batch (of the augmentation lab) and the pinned maps (of localisation) in it. */
import { TrainingStage } from '../features/training/training-stage.tsx';
import { Part } from './part.tsx';

const loadBatch = async () => (await import('../features/augment/batch-verdicts.tsx')).BatchVerdicts;
const loadPinned = async () => (await import('../features/localisation/pinned-maps.tsx')).PinnedMaps;

export function TrainTab() {
  return (
    <TrainingStage>
      <Part load={loadBatch} />
      <Part load={loadPinned} />
    </TrainingStage>
  );
}

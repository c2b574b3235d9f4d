/** The Train tab: the training stage with the pinned maps of the localisation feature in it. */
import { TrainingStage } from '../features/training/training-stage.tsx';
import { Part } from './part.tsx';

const loadPinned = async () => (await import('../features/localisation/pinned-maps.tsx')).PinnedMaps;

export function TrainTab() {
  return (
    <TrainingStage>
      <Part load={loadPinned} />
    </TrainingStage>
  );
}

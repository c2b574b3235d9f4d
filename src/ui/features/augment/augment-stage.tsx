/**
 * The augmentation lab: one sample step by step, and the samples of every class of the task, made by the very functions that make the
 * training batches (core/augment). What is only about looking (step, zoom, hand-moved boxes) stays in the lab.
 */
import { useTranslation } from 'react-i18next';
import { SETUPS } from '../../../core/lessons/setups.ts';
import { usePlayground } from '../../../store/store.ts';
import { useStages } from '../../components/in-turn.tsx';
import styles from './augment-stage.module.css';
import { LabParameters } from './lab-parameters.tsx';
import { LabToolbar } from './lab-toolbar.tsx';
import { SampleSteps } from './sample-steps.tsx';
import { SamplesGrid } from './samples-grid.tsx';
import { TaskChoice } from './task-choice.tsx';
import { TaskText } from './task-text.tsx';
import { useLab, type Lab } from './use-lab.ts';

/** A page of the textbook asks for nothing but hands: the picture to paste on and the result, large. */
const useHandsOnly = () =>
  usePlayground(({ lessonPage }) => lessonPage !== null && SETUPS[lessonPage - 1].handsOnly === true);

export function AugmentStage() {
  const { t } = useTranslation('augment');
  const lab = useLab();
  const handsOnly = useHandsOnly();
  const loading = usePlayground((state) => state.importProgress !== null);
  return (
    <div className={styles.stage}>
      <header>
        <h2 className={styles.title}>{t('title')}</h2>
        <p className={styles.lead}>{t(lab ? 'lead' : loading ? 'loading' : 'empty')}</p>
      </header>
      {lab && (handsOnly ? <SampleSteps lab={lab} handsOnly /> : <LabParts lab={lab} />)}
    </div>
  );
}

/** Its parts join in turns: together they held the page's thread for 50 ms when the first images came. */
function LabParts({ lab }: { readonly lab: Lab }) {
  const stage = useStages(4);
  return (
    <>
      <LabToolbar lab={lab} />
      <TaskText lab={lab} />
      {stage > 0 && <SampleSteps lab={lab} />}
      {stage > 1 && <SamplesGrid lab={lab} />}
      {stage > 2 && <LabParameters lab={lab} />}
      {stage > 3 && <TaskChoice />}
    </>
  );
}

/** The middle column: one tab for each thing to look at. Only the chosen one is fetched and drawn. */
import { useTranslation } from 'react-i18next';
import type { StageTab } from '../../store/state.ts';
import { usePlayground } from '../../store/store.ts';
import { Tabs } from '../components/tabs.tsx';
import { EmptyStage } from './empty-stage.tsx';
import { tabWasChosen } from './follow-run.ts';
import { Part } from './part.tsx';
import styles from './app.module.css';
import { useShown } from './use-shown.ts';

const loadAugment = async () => (await import('../features/augment/augment-stage.tsx')).AugmentStage;
const loadTraining = async () => (await import('./train-tab.tsx')).TrainTab;
const loadEmbedding = async () => (await import('../features/embedding/embedding-stage.tsx')).EmbeddingStage;
const loadRuns = async () => (await import('../features/experiments/runs-stage.tsx')).RunsStage;
const loadLearn = async () => (await import('../features/lessons/learn-stage.tsx')).LearnStage;
const loadMaps = async () => (await import('../features/localisation/maps-stage.tsx')).MapsStage;

const loadCamera = async () => (await import('../features/camera/camera-stage.tsx')).CameraStage;

export const STAGES = [
  ['augment', loadAugment],
  ['train', loadTraining],
  ['maps', loadMaps],
  ['embedding', loadEmbedding],
  ['camera', loadCamera],
  ['runs', loadRuns],
  ['learn', loadLearn],
] as const satisfies readonly (readonly [StageTab, unknown])[];

export function Stage() {
  const { t } = useTranslation('shell');
  const stageTab = usePlayground((state) => state.stageTab);
  const stages = useShown(STAGES, ([value]) => `tab-${value}`);
  const tab = stages.some(([value]) => value === stageTab) ? stageTab : (stages[0]?.[0] ?? 'augment');
  const setTab = usePlayground((state) => state.setStageTab);
  const empty = usePlayground((state) => state.phase === 'idle' && !state.importProgress);
  // Pictures may come from the camera.
  if (empty && tab !== 'camera') return <EmptyStage loadRuns={loadRuns} />;
  return (
    <Tabs
      label={t('stage')}
      className={styles.tabs}
      value={tab}
      onChange={(next) => {
        tabWasChosen();
        setTab(next);
        // Where the columns become tabs, this one stays in view.
        usePlayground.getState().setNarrowColumn('stage');
      }}
      tabs={stages.map(([value, load]) => ({
        value,
        label: t(`tabs.${value}`),
        content: (
          <div className={styles.stageContent}>
            <Part load={load} />
          </div>
        ),
      }))}
    />
  );
}

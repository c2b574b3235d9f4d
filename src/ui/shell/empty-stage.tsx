/** The middle column without images: how it works, and the runs of earlier visits or of a bundle. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Tabs } from '../components/tabs.tsx';
import styles from './app.module.css';
import { Part } from './part.tsx';
import { Welcome } from './welcome.tsx';

/** `loadRuns` must be the same function at every render. */
export function EmptyStage({ loadRuns }: { readonly loadRuns: Parameters<typeof Part>[0]['load'] }) {
  const { t } = useTranslation('shell');
  const tab = usePlayground((state) => state.stageTab);
  const setTab = usePlayground((state) => state.setStageTab);
  const runs = (
    <div className={styles.stageContent}>
      <Part load={loadRuns} />
    </div>
  );
  return (
    <Tabs
      label={t('stage')}
      className={styles.tabs}
      value={tab === 'runs' ? 'runs' : 'augment'}
      onChange={setTab}
      tabs={[
        { value: 'augment', label: t('tabs.start'), content: <Welcome /> },
        { value: 'runs', label: t('tabs.runs'), content: runs },
      ]}
    />
  );
}

/** The column before there are images: one sentence, one button that runs a sample at once, one drop zone. */
import { useTranslation } from 'react-i18next';
import { SAMPLES } from '../../../core/samples/samples.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { LateCards } from './late-cards.tsx';
import styles from './first-visit.module.css';
import type { FilePicker } from './use-file-picker.tsx';

/** Loads a sample and, when that worked, trains on it. */
async function runSample(name: string): Promise<void> {
  await usePlayground.getState().loadSample(name);
  const { items, importError, play } = usePlayground.getState();
  if (items.length === 0 || importError) return;
  // The button that was pressed is gone: the next one to press takes its place. On a phone, what learns is on the stage.
  if (document.activeElement === document.body || document.activeElement === null)
    document.querySelector<HTMLElement>('[data-play]')?.focus();
  usePlayground.getState().setNarrowColumn('stage');
  await play();
}

function openCamera(): void {
  const { setStageTab, setNarrowColumn } = usePlayground.getState();
  setStageTab('camera');
  setNarrowColumn('stage');
}

export function FirstVisit({ picker }: { readonly picker: FilePicker }) {
  const { t } = useTranslation(['dataset', 'samples']);
  const { name } = SAMPLES[0];
  const watched = usePlayground((state) => state.looksWatched);
  return (
    <div className={styles.visit}>
      <p className={styles.lead}>{t('lead')}</p>
      <Button variant="primary" className={styles.run} onClick={() => void runSample(name)}>
        <Icon name="play" />
        {t('runSample', { name: t(`samples:names.${name}`) })}
      </Button>
      <div className={styles.zone}>
        <p className={styles.drop}>{t('dropHere')}</p>
        <div className={styles.buttons}>
          <Button onClick={() => picker.openFolder('replace')}>{t('chooseFolder')}</Button>
          <Button onClick={() => picker.openFiles('replace')}>{t('chooseFiles')}</Button>
        </div>
        <p className={styles.hint}>{t('dropHint')}</p>
        <Button variant="ghost" onClick={openCamera}>
          <Icon name="camera" />
          {t('useCamera')}
        </Button>
      </div>
      <LateCards watched={watched} onChoose={(chosen) => void runSample(chosen)} />
    </div>
  );
}

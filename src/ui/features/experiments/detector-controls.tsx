/** The button that saves the run on the page as a detector, and why it cannot where it cannot. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toErrorReport } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './run-details.module.css';
import { saveDetector } from './save-detector.ts';

export function DetectorControls({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('detector');
  const current = usePlayground((state) => state.currentRunId === run.id);
  const resting = usePlayground(({ phase }) => phase === 'paused' || phase === 'finished');
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const save = async (): Promise<void> => {
    setState('busy');
    try {
      await saveDetector(run, (key, values) => t(key as never, values as never) as unknown as string);
      setState('saved');
    } catch (error) {
      setState('idle');
      usePlayground.setState({ runsError: toErrorReport(error) });
    }
  };
  const why = !current ? t('notCurrent') : state === 'busy' ? t('busy') : resting ? null : t('noNetwork');
  return (
    <section aria-label={t('title')}>
      <h3 className={styles.heading}>{t('title')}</h3>
      <p className={styles.muted}>{t('text')}</p>
      <div className={styles.buttons}>
        <Button disabledReason={why} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
      <p className={styles.muted} role="status">
        {state === 'busy' ? t('busy') : state === 'saved' ? t('saved') : ''}
      </p>
    </section>
  );
}

/** Weights are kept on request only: a ResNet-18 takes 90 MB. */
import { useTranslation } from 'react-i18next';
import { weightsBytes } from '../../../core/runs/bundle.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { mayDo } from '../../../store/session/session-machine.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { formatBytes } from '../../format.ts';
import styles from './run-details.module.css';

export function WeightsControls({ run }: { readonly run: RunRecord }) {
  const { t, i18n } = useTranslation('experiments');
  const current = usePlayground((state) => state.currentRunId === run.id);
  const checkpoint = usePlayground((state) => state.checkpoints.at(-1) ?? null);
  const phase = usePlayground((state) => state.phase);
  const { keepRunWeights, forgetRunWeights, loadRunWeights } = usePlayground.getState();
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  const kept = run.weightsBytes > 0;
  const whyNotKeep = !current ? t('weights.gone') : checkpoint === null ? t('weights.noCheckpoint') : null;
  const whyNotLoad =
    phase === 'idle'
      ? t('weights.noImages')
      : phase === 'ready' || mayDo('restoreCheckpoint', phase)
        ? null
        : t('weights.busy');
  return (
    <section aria-label={t('weights.title')}>
      <h3 className={styles.heading}>{t('weights.title')}</h3>
      <p className={styles.muted}>
        {kept ? t('weights.kept', { size: size(run.weightsBytes) }) : t('weights.notKept')}
      </p>
      <div className={styles.buttons}>
        {kept ? (
          <>
            <Button disabledReason={whyNotLoad} onClick={() => void loadRunWeights(run.id)}>
              {t('weights.load')}
            </Button>
            <Button onClick={() => void forgetRunWeights(run.id)}>{t('weights.forget')}</Button>
          </>
        ) : (
          <Button disabledReason={whyNotKeep} onClick={() => void keepRunWeights(run.id)}>
            {current && checkpoint
              ? t('weights.keepSize', { size: size(weightsBytes(checkpoint)) })
              : t('weights.keep')}
          </Button>
        )}
      </div>
    </section>
  );
}

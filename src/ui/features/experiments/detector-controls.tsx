/** The buttons that save the run on the page as a detector, and why they cannot where they cannot. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placesReadout } from '../../../core/config/readout.ts';
import { toErrorReport } from '../../../core/errors.ts';
import { missingViews } from '../../../core/detector/pytorch/written-views.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import type { DetectorFormat } from '../../../services/detector/protocol.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './run-details.module.css';
import { saveDetector, saveScript } from './save-detector.ts';

export function DetectorControls({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation(['detector', 'kinds']);
  const current = usePlayground((state) => state.currentRunId === run.id);
  const resting = usePlayground(({ phase }) => phase === 'paused' || phase === 'finished');
  const byPlaces = usePlayground(
    ({ config, runConfig }) =>
      placesReadout({ ...(runConfig ?? config), evaluation: config.evaluation }) !== null,
  );
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const save = async (format: DetectorFormat): Promise<void> => {
    setBusy(true);
    setSaid(t(format === 'onnx' ? 'busyOnnx' : 'busy'));
    try {
      const check = await saveDetector(run, format);
      const { images = 0, score = 0, map = 0 } = check ?? {};
      const figures = { images, score: score.toExponential(1), map: map.toExponential(1) };
      if (format !== 'onnx') setSaid(t('saved'));
      else setSaid(check ? t('savedOnnx', figures) : t('savedUnchecked'));
    } catch (error) {
      setSaid('');
      usePlayground.setState({ runsError: toErrorReport(error) });
    } finally {
      setBusy(false);
    }
  };
  const script = async (): Promise<void> => {
    try {
      await saveScript(run);
      setSaid(t('savedScript'));
    } catch (error) {
      setSaid('');
      usePlayground.setState({ runsError: toErrorReport(error) });
    }
  };
  const missing = missingViews(run.config);
  const views = missing.map((kind) => t(`kinds:${kind}.name`)).join(', ');
  const whyNow = busy ? t('busy') : !resting ? t('noNetwork') : byPlaces ? t('byPlaces') : null;
  const why = current ? whyNow : t('notCurrent');
  return (
    <section aria-label={t('title')}>
      <h3 className={styles.heading}>{t('title')}</h3>
      <p className={styles.muted}>{t('text')}</p>
      <div className={styles.buttons}>
        <Button disabledReason={why} onClick={() => void save('onnx')}>
          {t('saveOnnx')}
        </Button>
        <Button disabledReason={why} onClick={() => void save('tfjs')}>
          {t('save')}
        </Button>
        <Button disabledReason={why} onClick={() => void save('safetensors')}>
          {t('saveWeights')}
        </Button>
        <Button
          disabledReason={missing.length > 0 ? t('noScript', { views }) : null}
          onClick={() => void script()}
        >
          {t('saveScript')}
        </Button>
      </div>
      <p className={styles.muted} role="status">
        {said}
      </p>
    </section>
  );
}

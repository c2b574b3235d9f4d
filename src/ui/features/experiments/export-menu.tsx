/** What can be taken away: chosen runs (or all that are shown) as text for other programs or as a bundle, and embeddings. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toErrorReport } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { FORMATS, saveEmbeddings, saveRuns, type ColumnNames } from './export-runs.ts';
import styles from './runs-stage.module.css';

interface Props {
  readonly runs: readonly RunRecord[];
  /** No run is chosen, so that all that are shown are meant. */
  readonly all: boolean;
}

export function ExportMenu({ runs, all }: Props) {
  const { t } = useTranslation('experiments');
  const [busy, setBusy] = useState(false);
  const hasNetwork = usePlayground(({ phase }) => phase === 'paused' || phase === 'finished');
  const names: ColumnNames = {
    name: t('column.name'),
    dataset: t('column.dataset'),
    task: t('column.task'),
    backbone: t('column.backbone'),
    seed: t('column.seed'),
    seeds: t('seeds.count'),
    steps: t('column.steps'),
    auroc: t('column.auroc'),
  };
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      usePlayground.setState({ runsError: toErrorReport(error) });
    } finally {
      setBusy(false);
    }
  };
  const why = busy ? t('export.busy') : runs.length === 0 ? t('export.none') : null;
  return (
    <Popover label={t('export.title')} trigger={<Button>{t('export.title')}</Button>}>
      <p className={styles.note}>{t(all ? 'export.allShown' : 'export.chosen', { count: runs.length })}</p>
      <div className={styles.exports}>
        {FORMATS.map((format) => (
          <Button
            key={format}
            disabledReason={why}
            onClick={() => void run(() => saveRuns(format, runs, names))}
          >
            {t(`export.${format}`)}
          </Button>
        ))}
      </div>
      <p className={styles.note}>{t('export.bundleHelp')}</p>
      <Button
        disabledReason={busy ? t('export.busy') : hasNetwork ? null : t('export.noNetwork')}
        onClick={() => void run(saveEmbeddings)}
      >
        {t('export.embeddings')}
      </Button>
      <p className={styles.note}>{t('export.embeddingsHelp')}</p>
    </Popover>
  );
}

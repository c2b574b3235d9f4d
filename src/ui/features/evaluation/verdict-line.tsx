/** The result in one sentence, as someone would say it who has to use it: how many defects were found, how many false alarms; and the way to what was missed. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import styles from './evaluation-panel.module.css';
import { idsOfCell, type Cell } from './image-filters.ts';
import { selectConfusion, selectResults, selectThreshold } from './selectors.ts';

export function VerdictLine() {
  const { t } = useTranslation('evaluation');
  const confusion = usePlayground(selectConfusion);
  const results = usePlayground(selectResults);
  const threshold = usePlayground(selectThreshold);
  const finished = usePlayground((state) => state.phase === 'finished');
  if (!finished || !confusion || threshold === null || results.length === 0) return null;
  const { tp, fn, fp } = confusion;
  if (tp + fn === 0) return null;
  const show = (cell: Cell) => {
    const ids = idsOfCell(results, threshold, cell);
    const { setResultFilter, selectItem, setStageTab, setNarrowColumn } = usePlayground.getState();
    setResultFilter({ label: t(`cell.${cell}`), ids });
    selectItem(ids[0]);
    setStageTab('maps');
    setNarrowColumn('stage');
  };
  return (
    <p className={styles.verdict} role="status">
      <span>
        {t('verdict.found', { count: tp + fn, found: tp })} {t('verdict.alarms', { count: fp })}
      </span>
      {fn > 0 ? (
        <Button size="small" onClick={() => show('fn')}>
          {t('verdict.missed')}
        </Button>
      ) : (
        fp > 0 && (
          <Button size="small" onClick={() => show('fp')}>
            {t('verdict.falseAlarms')}
          </Button>
        )
      )}
    </p>
  );
}

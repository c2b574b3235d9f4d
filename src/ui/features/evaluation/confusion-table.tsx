/** Confusion counts at the threshold, with precision, recall and F1; a click on a count lists its images. */
import { useTranslation } from 'react-i18next';
import { asSeen } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './confusion-table.module.css';
import { formatRate } from './format.ts';
import { cellOf, idsOfCell, type Cell } from './image-filters.ts';
import { selectConfusion, selectResults, type ScoredSet } from './selectors.ts';

interface Props {
  readonly set: ScoredSet;
  readonly threshold: number;
}

const ROWS: readonly { readonly label: 'normal' | 'anomalous'; readonly cells: readonly [Cell, Cell] }[] = [
  { label: 'normal', cells: ['tn', 'fp'] },
  { label: 'anomalous', cells: ['fn', 'tp'] },
];

export function ConfusionTable({ set, threshold }: Props) {
  const { t } = useTranslation('evaluation');
  const confusion = usePlayground((state) => selectConfusion(asSeen(state)));
  const results = usePlayground((state) => selectResults(asSeen(state)));
  const setResultFilter = usePlayground((state) => state.setResultFilter);
  const selectedId = usePlayground((state) => state.selectedItemId);
  if (!confusion) return null;
  const listed = set.source === 'test';
  const chosen = results.find(({ item }) => item.id === selectedId);
  const chosenCell = chosen && cellOf(chosen.anomalous, chosen.score, threshold);
  const show = (cell: Cell) =>
    setResultFilter({ label: t(`cell.${cell}`), ids: idsOfCell(results, threshold, cell) });
  return (
    <div className={styles.confusion}>
      <table>
        <caption>{t('confusion')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('calledNormal')}</th>
            <th scope="col">{t('calledAnomalous')}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ label, cells }) => (
            <tr key={label}>
              <th scope="row" className={styles[label]}>
                {t(listed ? label : label === 'normal' ? 'syntheticNormal' : 'syntheticDefect')}
              </th>
              {cells.map((cell) => (
                <td key={cell} data-right={cell === 'tn' || cell === 'tp'} data-chosen={cell === chosenCell}>
                  {listed ? (
                    <button
                      type="button"
                      onClick={() => show(cell)}
                      aria-label={`${t(`cell.${cell}`)}: ${confusion[cell]}${cell === chosenCell ? `. ${t('holdsChosen')}` : ''}`}
                    >
                      {confusion[cell]}
                    </button>
                  ) : (
                    <span>{confusion[cell]}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {set.anomalous > 0 && (
        <dl className={styles.rates}>
          <div>
            <dt>{t('precision')}</dt>
            <dd>{formatRate(confusion.precision)}</dd>
          </div>
          <div>
            <dt>{t('recall')}</dt>
            <dd>{formatRate(confusion.recall)}</dd>
          </div>
          <div>
            <dt>{t('f1')}</dt>
            <dd>{formatRate(confusion.f1)}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}

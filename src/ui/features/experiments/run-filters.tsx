/** Which runs the list shows. A filter whose runs all have the same value would change nothing and is left out. */
import { useTranslation } from 'react-i18next';
import { choicesOf, type RunFilter } from '../../../core/runs/list.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import styles from './runs-stage.module.css';
import { useSettingNames } from '../../components/use-setting-names.ts';

interface Props {
  readonly runs: readonly RunRecord[];
  readonly shown: number;
  readonly filter: RunFilter;
  readonly onChange: (filter: RunFilter) => void;
}

const PATHS = { task: 'augment.task', backbone: 'model.backbone' } as const;

export function RunFilters({ runs, shown, filter, onChange }: Props) {
  const { t } = useTranslation('experiments');
  const names = useSettingNames();
  const chosen = usePlayground((state) => state.chosenRunIds);
  const { clearChosenRuns, deleteRuns } = usePlayground.getState();
  const ofLessons = runs.filter(({ lesson }) => lesson !== undefined).length;
  const nameOf = (by: 'dataset' | 'task' | 'backbone', value: string) =>
    by === 'dataset' ? value : names.value(PATHS[by], value);
  return (
    <div className={styles.filters}>
      <input
        type="search"
        className={styles.search}
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {(['dataset', 'task', 'backbone'] as const).map((by) => {
        const choices = choicesOf(runs, by);
        if (choices.length < 2 && filter[by] === '') return null;
        return (
          <Select
            key={by}
            aria-label={t(`column.${by}`)}
            value={filter[by]}
            options={[
              { value: '', label: t(`filter.${by}`) },
              ...choices.map((value) => ({ value, label: nameOf(by, value) })),
            ]}
            onChange={(value) => onChange({ ...filter, [by]: value })}
          />
        );
      })}
      <Button aria-pressed={filter.starred} onClick={() => onChange({ ...filter, starred: !filter.starred })}>
        {filter.starred ? '★' : '☆'} {t('filter.starred')}
      </Button>
      {ofLessons > 0 && (
        <Button
          aria-pressed={filter.lessons}
          onClick={() => onChange({ ...filter, lessons: !filter.lessons })}
        >
          {t('filter.lessons', { count: ofLessons })}
        </Button>
      )}
      <span className={styles.count} role="status">
        {t('filter.shown', { shown, count: runs.length })}
      </span>
      {chosen.length > 0 && (
        <span className={styles.chosen}>
          <span>{t('chosen', { count: chosen.length })}</span>
          <Button size="small" onClick={clearChosenRuns}>
            {t('clear')}
          </Button>
          <Button size="small" variant="danger" onClick={() => void deleteRuns(chosen)}>
            {t('deleteChosen')}
          </Button>
        </span>
      )}
    </div>
  );
}

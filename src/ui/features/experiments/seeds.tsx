/** Runs that differ in their seed only: mean with standard error and t-interval, and their ensemble with its interval. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ensemble,
  groupBySeed,
  intervalText,
  meanText,
  overSeeds,
  type SeedGroup,
} from '../../../core/runs/seeds.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../format.ts';
import styles from './compare.module.css';
import { useRunScores } from './use-part.ts';
import { useSettingNames } from '../../components/use-setting-names.ts';

function GroupRow({ group }: { readonly group: SeedGroup }) {
  const { t, i18n } = useTranslation('experiments');
  const names = useSettingNames();
  const scores = useRunScores(group.runs);
  const members = useMemo(() => {
    const seen = new Set<number>();
    return group.runs.filter(({ config }) => !seen.has(config.seed) && seen.add(config.seed));
  }, [group]);
  const together = useMemo(() => {
    const all = members.flatMap(({ id }) => scores.get(id) ?? []);
    return all.length === members.length && all.length > 1 ? ensemble(all) : null;
  }, [members, scores]);
  const [{ config, dataset }] = group.runs;
  const found = overSeeds(group);
  const choose = () => {
    const { clearChosenRuns, chooseRun } = usePlayground.getState();
    clearChosenRuns();
    for (const { id } of members) chooseRun(id, true);
  };
  return (
    <tr>
      <th scope="row">
        {dataset.name}, {names.value('augment.task', config.augment.task)},{' '}
        {names.value('model.backbone', config.model.backbone)},{' '}
        {t('seeds.steps', { steps: formatCount(config.training.steps, i18n.language) })}
      </th>
      <td>{members.map(({ config: { seed } }) => seed).join(', ')}</td>
      <td>
        <strong>{meanText(found)}</strong>
      </td>
      <td>{members.length < 2 ? t('seeds.one') : intervalText(together?.auroc)}</td>
      <td>
        <Button size="small" onClick={choose}>
          {t('seeds.compare')}
        </Button>
      </td>
    </tr>
  );
}

export function Seeds({ runs }: { readonly runs: readonly RunRecord[] }) {
  const { t } = useTranslation('experiments');
  const groups = useMemo(() => groupBySeed(runs), [runs]);
  if (groups.length === 0) return <p className={styles.empty}>{t('seeds.empty')}</p>;
  return (
    <div className={styles.compare}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('seeds.configuration')}</th>
              <th scope="col">{t('seeds.count')}</th>
              <th scope="col">{t('seeds.mean')}</th>
              <th scope="col">{t('seeds.ensemble')}</th>
              <th scope="col">
                <span className={styles.hidden}>{t('seeds.compare')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <GroupRow key={group.key} group={group} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.muted}>{t('seeds.help')}</p>
    </div>
  );
}

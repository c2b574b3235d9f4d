/** Which images belong together and who said so: they are trained on, kept and counted together. Nothing where each stands alone. */
import { useTranslation } from 'react-i18next';
import { GROUP_SOURCES, groupsOfImages } from '../../../core/calibration/given-groups.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './dataset-summary.module.css';

export function GroupsNote() {
  const { t } = useTranslation('dataset');
  const items = usePlayground((state) => state.items);
  const { groups, images, testGroups, rule, given } = groupsOfImages(items);
  if (groups + testGroups === 0) return null;
  const from = [
    ...(rule ? [t(`groups.from.${rule}`)] : []),
    ...GROUP_SOURCES.filter((source) => given[source] > 0).map((source) => t(`groups.from.${source}`)),
  ].join(', ');
  return (
    <p className={styles.note}>
      {groups > 0 && t('groups.note', { count: groups, images, from })}
      {testGroups > 0 && ` ${t('groups.test', { count: testGroups })}`}
    </p>
  );
}

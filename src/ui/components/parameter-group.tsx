/** All parameters of a group, the advanced ones folded away. */
import { useTranslation } from 'react-i18next';
import { PARAMETERS, type ParameterGroup as Group } from '../../core/config/parameters.ts';
import { Disclosure } from './disclosure.tsx';
import { ParameterControl } from './parameter-control.tsx';
import styles from './parameter-group.module.css';
import { useIsGroupHidden } from './use-is-group-hidden.ts';

export interface ParameterGroupProps {
  readonly group: Group;
  /** Paths shown elsewhere. */
  readonly except?: readonly string[];
  /** Without the heading, where one stands above already. */
  readonly bare?: boolean;
}

export function ParameterGroup({ group, except = [], bare = false }: ParameterGroupProps) {
  const { t } = useTranslation('parameters');
  const hidden = useIsGroupHidden(group);
  if (hidden) return null;
  const rows = PARAMETERS.filter((row) => row.group === group && !except.includes(row.path));
  const plain = rows.filter((row) => !row.advanced);
  const advanced = rows.filter((row) => row.advanced);
  const list = (which: typeof rows) => (
    <div className={styles.list}>
      {which.map((row) => (
        <ParameterControl key={row.path} path={row.path} />
      ))}
    </div>
  );
  return (
    <div className={styles.group} role="group" aria-label={t(`groups.${group}`)}>
      {!bare && <h3>{t(`groups.${group}`)}</h3>}
      {list(plain)}
      {advanced.length > 0 && <Disclosure summary={t('advanced')}>{list(advanced)}</Disclosure>}
    </div>
  );
}

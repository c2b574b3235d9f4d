/**
 * The control of one configuration leaf, generated from the parameter table: name, value, unit, the paper's value marked and
 * restorable, one line of help. An entry that the configuration refuses stays in the field with the reason.
 */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conflictsOf } from '../../core/config/conflicts.ts';
import { defaultValue, findParameter, readParameter, type Parameter } from '../../core/config/parameters.ts';
import { irrelevance } from '../../core/config/relevance.ts';
import { toErrorReport, type ErrorReport } from '../../core/errors.ts';
import { usePlayground } from '../../store/store.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';
import { formatNumber } from './number-field.tsx';
import styles from './parameter-control.module.css';
import { ParameterInput } from './parameter-input.tsx';
import { useIsGroupHidden } from './use-is-group-hidden.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface ParameterControlProps {
  /** For example `training.steps`. */
  readonly path: string;
}

export function ParameterControl({ path }: ParameterControlProps) {
  const parameter = findParameter(path);
  if (!parameter) throw new Error(`There is no parameter "${path}".`);
  const hidden = useIsGroupHidden(parameter.group);
  if (hidden) return null;
  return <KnownParameter parameter={parameter} />;
}

/** A step of the slider may round the paper's value; as close as it can come counts as the same. */
function isDefault(parameter: Parameter, value: unknown): boolean {
  const wanted = defaultValue(parameter);
  if (typeof value !== 'number' || typeof wanted !== 'number') return value === wanted;
  return Math.abs(value - wanted) <= 1e-9 + 0.001 * Math.abs(wanted);
}

function KnownParameter({ parameter }: { readonly parameter: Parameter }) {
  const { t } = useTranslation(['parameters', 'errors', 'shell']);
  const { path } = parameter;
  const key = path.replaceAll('.', '-');
  const config = usePlayground((state) => state.config);
  const backend = usePlayground((state) => state.backend?.name ?? null);
  const setParameter = usePlayground((state) => state.setParameter);
  const [helpOpen, setHelpOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const id = useId();

  const value = readParameter(config, path);
  const reasonKey = irrelevance(path, config, backend);
  const reason =
    reasonKey && t(`reasons.${reasonKey}`, { backend: backend ? t(`shell:backend.names.${backend}`) : '' });
  const wanted = defaultValue(parameter);
  const inWords =
    parameter.kind === 'choice'
      ? t(`${key}.choice.${String(wanted)}`)
      : parameter.kind === 'boolean'
        ? t(wanted ? 'on' : 'off')
        : parameter.kind === 'region'
          ? t('region.whole')
          : `${formatNumber(wanted as number)} ${parameter.unit && t(`units.${parameter.unit}`, { defaultValue: parameter.unit })}`.trim();
  const source = t(parameter.paper === null ? 'paperSilent' : 'paperStates', { value: inWords });
  const show = (thrown: unknown, entry = '') => {
    if (!thrown) return setError(null);
    const report = toErrorReport(thrown);
    setError(inWordsOf(report, entry));
  };
  /** Settings by their names on the page, numbers as the field shows them, and what was typed as it was typed. */
  const inWordsOf = ({ code, message, detail }: ErrorReport, entry: string) => {
    const words = Object.entries(detail).map(([name, one]): [string, string] => {
      if (name === 'value' && entry !== '') return [name, entry];
      if (typeof one === 'number') return [name, formatNumber(one)];
      return [name, findParameter(one) ? String(t(`${one.replaceAll('.', '-')}.label`)) : one];
    });
    return t(`errors:${code}` as 'errors:unexpected', {
      ...Object.fromEntries(words),
      defaultValue: message,
    });
  };
  const change = (next: unknown) => {
    try {
      setParameter(path, next);
      show(null);
    } catch (thrown) {
      show(thrown);
    }
  };
  const standing = conflictsOf(config).find(({ paths }) => paths.includes(path));
  const told = error ?? (standing ? inWordsOf(standing.error, '') : null);

  return (
    <div className={styles.control} data-parameter={path} data-disabled={reason ? true : undefined}>
      <div className={styles.head}>
        <label htmlFor={id}>{t(`${key}.label`)}</label>
        <button
          type="button"
          className={styles.help}
          aria-expanded={helpOpen}
          aria-label={t('helpFor', { name: t(`${key}.label`) })}
          title={t(`${key}.help`)}
          onClick={() => setHelpOpen(!helpOpen)}
        >
          <Icon name="help" size={13} />
        </button>
        <span className={styles.gap} />
        {!isDefault(parameter, value) && !reason && (
          <IconButton
            variant="ghost"
            size="small"
            icon="restore"
            className={styles.restore}
            label={t('restore', { value: inWords })}
            onClick={() => change(wanted)}
          />
        )}
      </div>
      <ParameterInput
        parameter={parameter}
        id={id}
        describedBy={`${id}-help`}
        value={value}
        disabled={Boolean(reason)}
        title={reason ?? undefined}
        invalid={Boolean(told)}
        onChange={change}
        onCommit={(next) => setParameter(path, next)}
        onError={show}
      />
      {told && (
        <p className={styles.error} role="alert">
          {told}
        </p>
      )}
      {reason && <p className={styles.note}>{reason}</p>}
      {helpOpen ? (
        <p className={styles.note} id={`${id}-help`}>
          {t(`${key}.help`)} {source}
        </p>
      ) : (
        <VisuallyHidden id={`${id}-help`}>
          {t(`${key}.help`)} {source}
        </VisuallyHidden>
      )}
    </div>
  );
}

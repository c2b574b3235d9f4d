/** One axis of a grid: which setting, and its values. */
import { useTranslation } from 'react-i18next';
import { findParameter, PARAMETERS } from '../../../../core/config/parameters.ts';
import type { Config } from '../../../../core/config/schema.ts';
import { Field } from '../../../components/field.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Select } from '../../../components/select.tsx';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import { axisText, newAxis, type AxisDraft } from './grid-draft.ts';
import styles from './grid.module.css';

interface Props {
  readonly axis: AxisDraft;
  readonly config: Config;
  /** Settings of other axes. */
  readonly taken: ReadonlySet<string>;
  readonly onChange: (axis: AxisDraft) => void;
  readonly onRemove: () => void;
}

function Values({ axis, onChange }: Pick<Props, 'axis' | 'onChange'>) {
  const { t } = useTranslation(['grids', 'parameters']);
  const names = useSettingNames();
  const [path] = axis.settings;
  const parameter = findParameter(path);
  if (axis.settings.length > 1 || !parameter || parameter.kind === 'region')
    return <p className={styles.fixed}>{axisText(axis.values)}</p>;
  if (parameter.kind === 'choice' || parameter.kind === 'boolean') {
    const choices = parameter.kind === 'boolean' ? [true, false] : parameter.choices;
    return (
      <fieldset className={styles.choices}>
        <legend>{t('axis.values')}</legend>
        {choices.map((choice) => (
          <label key={String(choice)}>
            <input
              type="checkbox"
              checked={axis.values.includes(choice)}
              onChange={({ target }) => {
                const kept = new Set(target.checked ? [...axis.values, choice] : axis.values);
                if (!target.checked) kept.delete(choice);
                const values = choices.filter((one) => kept.has(one));
                onChange({ ...axis, values, text: axisText(values) });
              }}
            />
            {names.value(path, choice)}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <Field label={t('axis.values')} help={t('axis.help', { min: parameter.min, max: parameter.max })}>
      {({ id, describedBy }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          className={styles.text}
          inputMode="decimal"
          value={axis.text}
          onChange={({ target }) => onChange({ ...axis, text: target.value })}
        />
      )}
    </Field>
  );
}

/** A group of one setting often has its name: it is said once. */
const optionName = (group: string, setting: string) => (group === setting ? setting : `${group}: ${setting}`);

export function GridAxisEditor({ axis, config, taken, onChange, onRemove }: Props) {
  const { t } = useTranslation(['grids', 'parameters']);
  const names = useSettingNames();
  const several = axis.settings.length > 1;
  const title = axis.settings.map(names.setting).join(', ');
  const groups = [...new Set(PARAMETERS.map(({ group }) => group))].filter(
    (group) => group !== 'run' && group !== 'mistakes',
  );
  const options = groups.flatMap((group) =>
    PARAMETERS.filter((one) => one.group === group && one.kind !== 'region').map(({ path }) => ({
      value: path,
      label: optionName(t(`parameters:groups.${group}`), names.setting(path)),
      disabled: taken.has(path) && !axis.settings.includes(path),
    })),
  );
  return (
    <li className={styles.axis}>
      <div className={styles.axisHead}>
        {several ? (
          <strong>{title}</strong>
        ) : (
          <Select
            aria-label={t('axis.setting')}
            value={axis.settings[0]}
            options={options}
            onChange={(path) => onChange(newAxis(path, config))}
          />
        )}
        <IconButton
          variant="ghost"
          size="small"
          icon="close"
          label={t('axis.remove', { name: title })}
          onClick={onRemove}
        />
      </div>
      <Values axis={axis} onChange={onChange} />
    </li>
  );
}

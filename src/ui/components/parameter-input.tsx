/** The input of a parameter by its kind: slider with number, switch, or select. */
import { useTranslation } from 'react-i18next';
import type { NumericParameter, Parameter } from '../../core/config/parameters.ts';
import { defaultValue } from '../../core/config/parameters.ts';
import { formatNumber, NumberField } from './number-field.tsx';
import styles from './parameter-input.module.css';
import { fromSlider, SLIDER_STEPS, toSlider } from './parameter-scale.ts';
import { Select } from './select.tsx';
import { Slider } from './slider.tsx';
import { Switch } from './switch.tsx';

export interface ParameterInputProps {
  readonly parameter: Parameter;
  readonly id: string;
  readonly describedBy: string;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly title: string | undefined;
  readonly invalid: boolean;
  readonly onChange: (value: unknown) => void;
  /** As `onChange`, but throws when the configuration refuses the value. */
  readonly onCommit: (value: unknown) => void;
  /** `entry` is the text that was refused; no error clears the last one. */
  readonly onError: (error: unknown, entry?: string) => void;
}

export function ParameterInput(props: ParameterInputProps) {
  const { parameter, id, describedBy, value, disabled, title, onChange } = props;
  const { t } = useTranslation('parameters');
  const shared = { id, disabled, title, 'aria-describedby': describedBy };
  switch (parameter.kind) {
    case 'boolean':
      return (
        <span className={styles.row}>
          <Switch {...shared} checked={value as boolean} onChange={onChange} />
          <span className={styles.state}>{t(value ? 'on' : 'off')}</span>
        </span>
      );
    case 'choice': {
      const key = parameter.path.replaceAll('.', '-');
      return (
        <Select
          {...shared}
          value={value as string}
          options={parameter.choices.map((choice) => ({
            value: choice,
            label: t(`${key}.choice.${choice}`),
          }))}
          onChange={onChange}
        />
      );
    }
    case 'region':
      return (
        <output id={id} title={title} className={styles.state}>
          {t(value === '' ? 'region.whole' : 'region.part')}
        </output>
      );
    case 'number':
    case 'integer':
      return <NumericInput {...props} parameter={parameter} />;
    default:
      return parameter satisfies never;
  }
}

function NumericInput({
  parameter,
  id,
  describedBy,
  value,
  disabled,
  title,
  invalid,
  onChange,
  onCommit,
  onError,
}: ParameterInputProps & { readonly parameter: NumericParameter }) {
  const { t } = useTranslation('parameters');
  const number = value as number;
  const unit = parameter.unit && t(`units.${parameter.unit}`, { defaultValue: parameter.unit });
  const name = t(`${parameter.path.replaceAll('.', '-')}.label`);
  const field = (
    <NumberField
      id={id}
      value={number}
      unit={unit}
      disabled={disabled}
      title={title}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onCommit={onCommit}
      onError={onError}
    />
  );
  if (parameter.path === 'seed') return field;
  return (
    <span className={styles.row}>
      <Slider
        aria-label={t('slider', { name })}
        aria-valuetext={`${formatNumber(number)} ${unit}`.trim()}
        value={toSlider(parameter, number)}
        min={0}
        max={SLIDER_STEPS}
        step={1}
        mark={toSlider(parameter, defaultValue(parameter) as number)}
        disabled={disabled}
        title={title}
        onChange={(position) => onChange(fromSlider(parameter, position))}
      />
      {field}
    </span>
  );
}

/** A range input; `mark` shows where a reference value lies (the paper's). Give it a label through `id` or `aria-label`. */
import type { InputHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import styles from './slider.module.css';

export interface SliderProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'value' | 'onChange' | 'min' | 'max' | 'step' | 'type'
> {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly mark?: number | null;
}

export function Slider({ value, min, max, step, onChange, mark, className, ...rest }: SliderProps) {
  const share = (at: number) => Math.min(1, Math.max(0, (at - min) / (max - min)));
  return (
    <span className={classes(styles.slider, className)}>
      {mark !== null && mark !== undefined && (
        <span
          className={styles.mark}
          style={{ '--at': share(mark) } as React.CSSProperties}
          aria-hidden="true"
        />
      )}
      <input
        {...rest}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        style={{ '--at': share(value) } as React.CSSProperties}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </span>
  );
}

/** A progress bar; without a value it shows that something is going on. */
import { classes } from './classes.ts';
import styles from './progress.module.css';

export interface ProgressProps {
  readonly label: string;
  /** In [0, 1]; null while the end is not known. */
  readonly value: number | null;
  /** In words, for screen readers, for example "step 120 of 400". */
  readonly text?: string;
  readonly className?: string;
}

export function Progress({ label, value, text, className }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(100 * Math.min(1, Math.max(0, value)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className={classes(styles.track, percent === undefined && styles.unknown, className)}
    >
      <div className={styles.bar} style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  );
}

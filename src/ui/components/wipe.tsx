/**
 * Two pictures of one thing over each other, with a line between them that is moved by the pointer or with the arrow keys (Home and End show one
 * of them whole). It is the browser's range input, laid over the pictures.
 */
import { useState, type CSSProperties, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './wipe.module.css';

export interface WipeProps {
  /** Left of the line, and right of it: each fills its square. */
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly label: string;
  /** What stands on which side, for those who do not see the line; `percent`: share of the width that is `before`. */
  readonly valueText: (percent: number) => string;
}

const START = 50;

export function Wipe({ before, after, label, valueText }: WipeProps) {
  const [percent, setPercent] = useState(START);
  return (
    <div className={styles.wipe} style={{ '--at': `${percent}%` } as CSSProperties}>
      <div className={styles.layer}>{before}</div>
      <div className={classes(styles.layer, styles.after)}>{after}</div>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={percent}
        className={styles.range}
        aria-label={label}
        aria-valuetext={valueText(percent)}
        onChange={(event) => setPercent(event.target.valueAsNumber)}
      />
      <span className={styles.line} aria-hidden="true" />
    </div>
  );
}

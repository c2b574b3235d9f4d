/** Which class is taken for which, true classes by row, as shares of the row: the pretext task's confusion table. */
import { rowShares } from '../../core/metrics/row-shares.ts';
import { classes } from './classes.ts';
import styles from './class-confusion.module.css';

interface Props {
  readonly names: readonly string[];
  /** `[K, K]` row-major, true class by row. */
  readonly counts: ArrayLike<number>;
  readonly caption: string;
  /** The caption is for screen readers only. */
  readonly captionHidden?: boolean;
  /** What a cell says when it is pointed at. */
  readonly cellTitle?: (cell: {
    readonly share: string;
    readonly truth: string;
    readonly called: string;
  }) => string;
}

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)} %`);

export function ClassConfusion({ names, counts, caption, captionHidden = false, cellTitle }: Props) {
  const shares = rowShares(counts, names.length);
  return (
    <table className={classes(styles.table, captionHidden && styles.captionHidden)}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map((row, r) => (
          <tr key={names[r]}>
            <th scope="row">{names[r]}</th>
            {row.map((share, c) => (
              <td
                key={names[c]}
                data-right={r === c}
                style={{ '--share': share ?? 0 } as React.CSSProperties}
                title={cellTitle?.({ share: percent(share), truth: names[r], called: names[c] })}
              >
                {percent(share)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

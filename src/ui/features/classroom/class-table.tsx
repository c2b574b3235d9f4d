/** A table of what seats of one group have handed in: each seat by name and seed, then figures of its own. */
import type { ReactNode } from 'react';
import styles from './classroom.module.css';

interface Seat {
  readonly name: string;
  readonly seed: number;
}

interface Props<Entry extends Seat> {
  readonly caption: string;
  readonly entries: readonly Entry[];
  /** Headings of name, seed and the figures. */
  readonly columns: readonly string[];
  figuresOf(entry: Entry): readonly ReactNode[];
}

export function ClassTable<Entry extends Seat>({ caption, entries, columns, figuresOf }: Props<Entry>) {
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.name}\n${entry.seed}`}>
            <th scope="row">{entry.name}</th>
            <td>{entry.seed}</td>
            {figuresOf(entry).map((figure, i) => (
              <td key={i}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

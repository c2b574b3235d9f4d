/** A short piece of a run's line, as it is drawn in the charts. */
import { lineStyle } from './line-styles.ts';

export function LineMark({ index, width = 26 }: { readonly index: number; readonly width?: number }) {
  const { colour, dash } = lineStyle(index);
  return (
    <svg width={width} height="8" aria-hidden="true" style={{ flex: 'none' }}>
      <line
        x1="0"
        x2={width}
        y1="4"
        y2="4"
        stroke={colour}
        strokeWidth="3"
        strokeDasharray={dash || undefined}
      />
    </svg>
  );
}

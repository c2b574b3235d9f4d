/** The two charts of a poster, in black and blue on white: the ROC, and AUROC or loss over steps. */
import { roundRange, roundTicks } from '../../../ticks.ts';
import type { PosterFacts, PosterPoint } from './poster-facts.ts';
import { INK, line, MUTED, round } from './svg-text.ts';

const GRID = '#d9d9d4';
const BLUE = '#0072b2';
const LEFT = 34;
const BOTTOM = 30;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Axes {
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly xTop: number;
  readonly xName: string;
  readonly format: (value: number) => string;
}

/** Grid, ticks and a name below; and where a point of the data lies. */
function axes(box: Box, { xTicks, yTicks, xTop, xName, format }: Axes) {
  const [left, right] = [box.x + LEFT, box.x + box.width - 8];
  const [top, bottom] = [box.y + 4, box.y + box.height - BOTTOM];
  const [low, high] = [yTicks[0], yTicks[yTicks.length - 1]];
  const at = ({ x, y }: PosterPoint) => ({
    x: round(left + (x / xTop) * (right - left)),
    y: round(bottom - ((y - low) / (high - low)) * (bottom - top)),
  });
  const rows = yTicks.map((tick) => {
    const { y } = at({ x: 0, y: tick });
    return `<path d="M${left} ${y}H${right}" stroke="${GRID}"/>${line(left - 5, y + 3, format(tick), { size: 8.5, fill: MUTED, anchor: 'end' })}`;
  });
  const columns = xTicks.map((tick) =>
    line(at({ x: tick, y: low }).x, bottom + 11, String(tick), { size: 8.5, fill: MUTED, anchor: 'middle' }),
  );
  const name = line((left + right) / 2, bottom + 24, xName, { size: 9, fill: MUTED, anchor: 'middle' });
  return { svg: [...rows, ...columns, name].join(''), at };
}

const path = (points: readonly PosterPoint[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

const curve = (points: readonly PosterPoint[], colour: string, dash = ''): string =>
  `<path d="${path(points)}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"${dash && ` stroke-dasharray="${dash}"`}/>`;

export function drawRoc(box: Box, roc: NonNullable<PosterFacts['roc']>): string {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const { svg, at } = axes(box, {
    xTicks: [0, 0.5, 1],
    yTicks: ticks,
    xTop: 1,
    xName: roc.x,
    format: (value) => value.toFixed(2),
  });
  const [zero, one] = [at({ x: 0, y: 0 }), at({ x: 1, y: 1 })];
  const legend = [
    [roc.trainedName, BLUE, ''],
    ...(roc.untrained ? [[roc.untrainedName, MUTED, '3 2']] : []),
  ].map(([name, colour, dash], i) => {
    const y = zero.y - 24 + 12 * i;
    const from = zero.x + 62;
    return `<path d="M${from} ${y - 3}h18" stroke="${colour}" stroke-width="1.8"${dash && ` stroke-dasharray="${dash}"`}/>${line(from + 22, y, name, { size: 8.5 })}`;
  });
  return [
    svg,
    `<path d="M${zero.x} ${zero.y}L${one.x} ${one.y}" stroke="${MUTED}" stroke-dasharray="1 3"/>`,
    roc.untrained && curve(roc.untrained.map(at), MUTED, '3 2'),
    curve(roc.points.map(at), BLUE),
    roc.dot &&
      `<circle cx="${at(roc.dot).x}" cy="${at(roc.dot).y}" r="3.2" fill="#fff" stroke="${INK}" stroke-width="1.4"/>`,
    ...legend,
  ]
    .filter(Boolean)
    .join('');
}

export function drawCourse(box: Box, course: NonNullable<PosterFacts['course']>): string {
  const { points, digits } = course;
  const values = points.map(({ y }) => y);
  const xTop = Math.max(1, ...points.map(({ x }) => x));
  const { svg, at } = axes(box, {
    xTicks: roundTicks(xTop, 5),
    yTicks: roundRange(Math.min(...values), Math.max(...values), 5),
    xTop,
    xName: course.x,
    format: (value) => value.toFixed(digits),
  });
  const last = at(points[points.length - 1]);
  return `${svg}${curve(points.map(at), BLUE)}<circle cx="${last.x}" cy="${last.y}" r="2.6" fill="${BLUE}"/>`;
}

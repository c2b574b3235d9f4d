/** The two charts of a run as stand-alone SVG: the ROC curve, and the histogram of normal against anomalous scores. */
import { scoreHistogram } from '../../src/core/metrics/histogram.ts';
import { rocCurve } from '../../src/core/metrics/roc.ts';
import type { ExperimentResult, ScoredImage } from './result.ts';

const NORMAL = '#0072b2';
const ANOMALY = '#d55e00';
const TEXT = 'font-family="system-ui, sans-serif" font-size="12" fill="#1c1d1f"';

/** Plot area inside a square picture. */
const SIDE = 320;
const LEFT = 52;
const TOP = 52;
const WIDTH = LEFT + SIDE + 20;
const HEIGHT = TOP + SIDE + 48;

export const fixed = (value: number | null, digits = 3): string =>
  value === null || !Number.isFinite(value) ? '-' : value.toFixed(digits);

function frame(title: string, note: string, xName: string, yName: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="${LEFT}" y="20" ${TEXT} font-weight="600">${title}</text>
<text x="${LEFT}" y="40" ${TEXT}>${note}</text>
<rect x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}" fill="none" stroke="#8a8a84"/>
${body}
<text x="${LEFT + SIDE / 2}" y="${HEIGHT - 10}" text-anchor="middle" ${TEXT}>${xName}</text>
<text transform="translate(14 ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle" ${TEXT}>${yName}</text>
</svg>
`;
}

function ticks(axis: 'x' | 'y', values: readonly (readonly [at: number, label: string])[]): string {
  return values
    .map(([at, label]) =>
      axis === 'x'
        ? `<line x1="${LEFT + at * SIDE}" x2="${LEFT + at * SIDE}" y1="${TOP}" y2="${TOP + SIDE}" stroke="#d9d9d4" stroke-width="0.5"/><text x="${LEFT + at * SIDE}" y="${TOP + SIDE + 16}" text-anchor="${at === 1 ? 'end' : 'middle'}" ${TEXT}>${label}</text>`
        : `<line y1="${TOP + (1 - at) * SIDE}" y2="${TOP + (1 - at) * SIDE}" x1="${LEFT}" x2="${LEFT + SIDE}" stroke="#d9d9d4" stroke-width="0.5"/><text x="${LEFT - 6}" y="${TOP + (1 - at) * SIDE + 4}" text-anchor="end" ${TEXT}>${label}</text>`,
    )
    .join('\n');
}

const quarters = [0, 0.25, 0.5, 0.75, 1].map((at) => [at, at.toFixed(2)] as const);

/** ROC curve of the trained network; where a class is missing the picture says so. */
export function rocSvg(images: readonly ScoredImage[], result: ExperimentResult): string {
  const curve = rocCurve(
    images.map(({ score }) => score),
    images.map(({ anomalous }) => anomalous),
  );
  const axes = ticks('x', quarters) + ticks('y', quarters);
  const names = ['False positive rate', 'True positive rate'] as const;
  if (!curve) {
    const note = `<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE / 2}" text-anchor="middle" ${TEXT}>A ROC needs normal and anomalous test images.</text>`;
    return frame('ROC', '', ...names, axes + note);
  }
  const points = Array.from(
    curve.fpr,
    (fpr, i) => `${(LEFT + fpr * SIDE).toFixed(2)},${(TOP + (1 - curve.tpr[i]) * SIDE).toFixed(2)}`,
  );
  const interval = result.imageAurocInterval;
  const range = interval ? ` [${fixed(interval.low)}, ${fixed(interval.high)}]` : '';
  const title = `AUROC ${fixed(result.imageAuroc)}${range}`;
  const note = `Last step of the training; untrained network ${fixed(result.untrained.imageAuroc)}`;
  const chance = `<line x1="${LEFT}" y1="${TOP + SIDE}" x2="${LEFT + SIDE}" y2="${TOP}" stroke="#8a8a84" stroke-dasharray="4 4"/>`;
  const line = `<polyline points="${points.join(' ')}" fill="none" stroke="${ANOMALY}" stroke-width="2"/>`;
  return frame(title, note, ...names, axes + chance + line);
}

/** Histogram of scores with the automatic threshold. */
export function histogramSvg(images: readonly ScoredImage[], threshold: number): string {
  const bins = 24;
  const { edges, normal, anomalous } = scoreHistogram(
    images.map(({ score }) => score),
    images.map((image) => image.anomalous),
    bins,
  );
  const highest = Math.max(1, ...Array.from(normal, (count, i) => count + anomalous[i]));
  const bar = (i: number, from: number, count: number, colour: string): string =>
    count === 0
      ? ''
      : `<rect x="${LEFT + (i / bins) * SIDE + 1}" y="${TOP + (1 - (from + count) / highest) * SIDE}" width="${SIDE / bins - 2}" height="${(count / highest) * SIDE}" fill="${colour}"/>`;
  const bars = Array.from(
    normal,
    (count, i) => bar(i, 0, count, NORMAL) + bar(i, count, anomalous[i], ANOMALY),
  ).join('');
  const low = edges[0];
  const high = edges[bins];
  const at = (threshold - low) / (high - low);
  const mark =
    at >= 0 && at <= 1
      ? `<line x1="${LEFT + at * SIDE}" x2="${LEFT + at * SIDE}" y1="${TOP}" y2="${TOP + SIDE}" stroke="#1c1d1f" stroke-dasharray="4 3"/>`
      : '';
  const xTicks = [0, 0.5, 1].map(
    (share) => [share, String(Number((low + share * (high - low)).toPrecision(3)))] as const,
  );
  const yTicks = [0, 0.5, 1].map((share) => [share, String(Math.round(share * highest * 10) / 10)] as const);
  const axes = ticks('x', xTicks) + ticks('y', yTicks);
  return frame(
    'Scores',
    'Normal blue, anomalous vermilion, threshold dashed',
    'Anomaly score',
    'Images',
    axes + bars + mark,
  );
}

/**
 * report.html: everything about a run in one file that opens anywhere: numbers, curves, pictures with maps, configuration.
 * Pictures are embedded; nothing is loaded from elsewhere and no script runs. Names from outside are escaped.
 */
import { PARAMETERS, readParameter } from '../../src/core/config/parameters.ts';
import { readRegion } from '../../src/core/region/code.ts';
import { PRESETS } from '../../src/core/config/presets.ts';
import type { CostAt } from '../../src/core/calibration/costs.ts';
import type { FileNumbers } from '../../src/core/calibration/shift.ts';
import type { Statistic } from '../../src/core/calibration/image-statistics.ts';
import type { ThresholdPromise } from '../../src/core/calibration/basis.ts';
import type { MissingClass } from '../../src/core/metrics/ranking.ts';
import type { EarlySign } from '../../src/core/schedule/early-signs.ts';
import { fixed } from './charts.ts';
import type { ExperimentResult, MapMetrics } from './result.ts';

export interface ReportPicture {
  readonly path: string;
  readonly score: number;
  readonly anomalous: boolean;
  readonly defectType: string;
  /** PNG files. */
  readonly image: Buffer;
  readonly overlay: Buffer;
}

export interface ReportGallery {
  readonly title: string;
  readonly pictures: readonly ReportPicture[];
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character]);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

const embed = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

const STYLE = `
:root { color-scheme: light dark; --line: #d9d9d4; --muted: #5a5c60; --ground: #fbfbfa; --text: #1c1d1f; }
@media (prefers-color-scheme: dark) { :root { --line: #373a3f; --muted: #a9adb3; --ground: #151618; --text: #ececea; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 32px auto; max-width: 1080px; padding: 0 16px; background: var(--ground); color: var(--text); }
h1 { font-size: 28px; line-height: 1.2; } h2 { font-size: 20px; margin-top: 32px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
td, th { border-bottom: 1px solid var(--line); padding: 4px 16px 4px 0; text-align: left; vertical-align: top; }
.charts, .gallery { display: flex; flex-wrap: wrap; gap: 16px; } .charts svg { max-width: 100%; height: auto; }
figure { margin: 0; width: 264px; } figure img { width: 128px; height: 128px; image-rendering: pixelated; }
figcaption { font-size: 12px; color: var(--muted); overflow-wrap: anywhere; }
.anomalous { color: #d55e00; } .normal { color: #0072b2; } .muted { color: var(--muted); }
@media (prefers-color-scheme: dark) { .anomalous { color: #ff8a3d; } .normal { color: #6cb8e6; } }
`;

/** Why there is no figure that compares normal with anomalous images, in words. */
export const MISSING: Readonly<Record<MissingClass, string>> = {
  'no-test-images': 'none: there are no test images',
  'no-anomalies': 'none: no test image is labelled anomalous',
  'no-normal': 'none: no test image is labelled normal',
};

const table = (rows: readonly (readonly [string, string])[]): string =>
  `<table>${rows.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`;

function figure({ path, score, anomalous, defectType, image, overlay }: ReportPicture): string {
  const label = anomalous ? 'anomalous' : 'normal';
  return `<figure><img src="${embed(image)}" alt="Test image" width="128" height="128"> <img src="${embed(overlay)}" alt="Anomaly map" width="128" height="128">
<figcaption>${escapeHtml(path)}<br><span class="${label}">${label}${anomalous ? `, ${escapeHtml(defectType)}` : ''}</span>, score ${Number(score.toPrecision(4))}</figcaption></figure>`;
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

function promiseRows({ images, kept, asked, promised, smallest, rate, toHalve }: ThresholdPromise) {
  const basis = kept
    ? `${images} normal images that neither training nor density had seen`
    : `${images} training images, each scored by a density that had not seen it; the network had, so the promise is weaker`;
  const cannot =
    promised > asked + 1e-9 ? ` (${percent(asked)} was asked; ${percent(smallest)} is the smallest)` : '';
  const more = toHalve === null ? '' : `; ${toHalve} more images would halve that range`;
  return [
    ['Promised false alarms', `at most ${percent(promised)}${cannot}`],
    ['The threshold rests on', basis],
    ['Its true false-alarm rate', `${percent(rate.low)} to ${percent(rate.high)} (95 %)${more}`],
  ] as const;
}

function numbers(result: ExperimentResult): (readonly [string, string])[] {
  const { counts, timings, confusion, imageAurocInterval: interval, noImageMetrics, promise } = result;
  const range = interval ? ` [${fixed(interval.low)}, ${fixed(interval.high)}] (95 %)` : '';
  const image = (value: number | null) => (noImageMetrics ? MISSING[noImageMetrics] : fixed(value));
  return [
    ['Image AUROC', `${image(result.imageAuroc)}${range}`],
    ['Untrained network', image(result.untrained.imageAuroc)],
    ...(result.pretrained
      ? [['ImageNet features, no training', image(result.pretrained.imageAuroc)] as const]
      : []),
    ['Average precision', image(result.averagePrecision)],
    ['Best F1 (its threshold was chosen with the labels)', image(result.bestF1)],
    ['Pixel AUROC', fixed(result.pixelAuroc)],
    ['Pixel average precision', fixed(result.pixelAveragePrecision)],
    ['AUPRO (to FPR 0.3)', fixed(result.aupro)],
    ['Best pixel F1', fixed(result.pixelF1)],
    [
      'At the automatic threshold',
      confusion
        ? `${confusion.tp} found, ${confusion.fn} missed, ${confusion.fp} false alarms, ${confusion.tn} rightly passed${confusion.f1 === null ? '' : `; F1 ${fixed(confusion.f1)}`}`
        : '-',
    ],
    ...(promise ? promiseRows(promise) : []),
    [
      'Training images',
      `${counts.train}${counts.given > 0 ? `; ${counts.given} more given for the threshold alone` : counts.calibration > 0 ? `, ${counts.calibration} of them kept for the threshold` : ''}`,
    ],
    ['Test images', `${counts.testNormal} normal, ${counts.testAnomalous} anomalous`],
    ['Files left out', String(counts.skipped.length)],
    ['Steps', String(result.steps)],
    ['Final loss', fixed(result.finalLoss)],
    [
      'Backend',
      [result.backend, result.device].filter(Boolean).join(', ') +
        (result.threads ? `, ${result.threads} threads` : '') +
        (result.tiles ? `, tiles ${result.tiles}` : ''),
    ],
    ...comparedRows(result),
    [
      'Time',
      `${seconds(timings.totalMs)} in all: loading ${seconds(timings.loadMs)}, training ${seconds(timings.trainMs)}${timings.stepMsMedian === null ? '' : ` (${Math.round(timings.stepMsMedian)} ms a step)`}, evaluation ${seconds(timings.evaluateMs)}${timings.baselineMs === null ? '' : `; then the ImageNet baseline ${seconds(timings.baselineMs)}`}`,
    ],
  ];
}

/** What the choice of the backend rests on. */
export function comparedRows({ backendsCompared }: ExperimentResult): (readonly [string, string])[] {
  if (!backendsCompared) return [];
  const { steps, kept } = backendsCompared;
  const step = ({ name, threads, stepMs, share }: (typeof steps)[number]) =>
    `${name}${name === 'wasm' ? ` (${threads} threads)` : ''} ${stepMs.toPrecision(3)} ms` +
    (share < 1 ? `, from ${Math.max(1, Math.round(100 * share))} % of the batch` : '');
  return [[`A step, measured${kept ? ' at an earlier start' : ''}`, steps.map(step).join('; ')]];
}

const NAMES: Readonly<Record<Statistic | keyof FileNumbers, string>> = {
  fileSize: 'size of the file',
  imageSize: 'size of the picture',
  brightness: 'mean brightness',
  contrast: 'contrast',
  sharpness: 'mean gradient',
  detail: 'fine detail',
  warmth: 'red against blue',
  shadows: 'level of the shadows',
  highlights: 'level of the highlights',
  tones: 'unevenness of grey values',
  blocks: 'blocks of JPEG',
};

/** The page's own words for it (`signs` of its texts). */
function signText(sign: EarlySign): string {
  if (sign.kind === 'proxy')
    return `The network hardly tells the views apart: proxy accuracy ${percent(sign.accuracy)}, by chance ${percent(sign.chance)}. Its features are then much like untrained ones. Try more steps, the optimiser AdamW, or another task.`;
  const by = fixed(sign.by);
  return sign.kind === 'untrained'
    ? `Before training the network scored ${by} higher on these images: what it lost, the views did not need. Try fewer steps or another task.`
    : `ImageNet’s features without training score ${by} higher on these images. They need no run; here training shows how CutPaste works.`;
}

/** What must be known before the figures are believed; empty where there is nothing to say. */
export function warnings({ dataCheck: { shifts, trivial }, signs }: ExperimentResult): readonly string[] {
  const short = (value: number) => String(Number(value.toPrecision(3)));
  const moved = shifts.map(
    ({ of, from, to }) => `${of === 'score' ? 'anomaly score' : NAMES[of]} ${short(from)} -> ${short(to)}`,
  );
  return [
    ...(moved.length > 0
      ? [
          `The normal test images differ from the training images (${moved.join(', ')}): neither threshold nor ROC means what it says.`,
        ]
      : []),
    ...trivial.map(
      ({ of, auroc }) =>
        `${NAMES[of]} alone separates normal from anomalous test images (AUROC ${fixed(auroc)}): the AUROC is beside the point.`,
    ),
    ...signs.map(signText),
  ];
}

function protocolRows({ protocol: { reported, seed, split, threshold, sawTestLabels } }: ExperimentResult) {
  return [
    ['Weights', reported === 'last-step' ? 'of the last step' : 'chosen by the test AUROC (a mistake)'],
    ['Seed', String(seed)],
    [
      'Split',
      `${split.train} training images, ${split.calibration} of them kept for the threshold; ${split.testNormal} normal and ${split.testAnomalous} anomalous test images`,
    ],
    ['Threshold', `${threshold.rule}, from ${threshold.restsOn}`],
    ['Chosen with test labels', sawTestLabels.join(', ')],
  ] as const;
}

function costRows({ costs, config }: ExperimentResult): (readonly [string, string])[] {
  if (!costs) return [];
  const { missPrice, alarmPrice, defectShare } = config.evaluation;
  const text = ({ threshold, cost, precision, recall }: CostAt) =>
    `threshold ${Number.isFinite(threshold) ? String(Number(threshold.toPrecision(4))) : 'above all'}: ${Number((100 * cost).toPrecision(3))} for 100 images, precision ${fixed(precision)}, recall ${fixed(recall)}`;
  return [
    [
      'Prices',
      `a miss ${missPrice}, a false alarm ${alarmPrice}, ${percent(defectShare)} of the images with defects`,
    ],
    ['At the threshold', text(costs.atThreshold)],
    ['Least cost (chosen with test labels)', text(costs.cheapest)],
  ];
}

function defectRows(result: ExperimentResult): (readonly [string, string])[] {
  return Object.entries(result.defectTypes).map(
    ([type, { count, imageAuroc, recall }]) =>
      [type, `${fixed(imageAuroc)} (${count} images), ${percent(recall)} found at the threshold`] as const,
  );
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  patch: 'Windows of the patch model',
  gradcam: 'GradCAM on the anomaly score',
  pretrained: 'ImageNet features, a Gaussian per place, no training',
};

const mapCells = (map: MapMetrics | null): string[] =>
  map
    ? [
        map.pixelAuroc,
        map.pixelAveragePrecision,
        map.aupro,
        map.aupro05,
        map.aupimo?.mean ?? null,
        map.pixelF1,
        map.pixelF1AtNormalThreshold,
        map.iouAtThreshold,
      ].map((v) => fixed(v))
    : ['-', '-', '-', '-', '-', '-', '-'];

/** One row for each kind of map, then for each defect type and kind. */
function mapsTable({ maps, defectTypes }: ExperimentResult): string {
  const row = (name: string, map: MapMetrics | null) =>
    `<tr><th scope="row">${escapeHtml(name)}</th>${mapCells(map)
      .map((cell) => `<td>${cell}</td>`)
      .join('')}</tr>`;
  const kindName = (kind: string) => KIND_NAMES[kind] ?? kind;
  const all = Object.entries(maps).map(([kind, map]) => row(kindName(kind), map));
  const byType = Object.entries(defectTypes).flatMap(([type, { maps: own }]) =>
    Object.entries(own).map(([kind, map]) => row(`${type}: ${kindName(kind)}`, map)),
  );
  const heads = [
    'Map',
    'Pixel AUROC',
    'Average precision',
    'AUPRO (to FPR 0.3)',
    'AUPRO (to FPR 0.05)',
    'AUPIMO (mean)',
    'Best F1',
    'F1 at the threshold of normal images',
    'IoU at the threshold',
  ];
  return `<table><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr>${all.join('')}${byType.join('')}</table>`;
}

function localityText({ locality: { used, advice } }: ExperimentResult): string {
  const now = {
    shared: 'One Gaussian for all places was used',
    'per-location': 'A mean for each place was used',
    'per-location-spread': 'A mean and a spread for each place were used',
  }[used];
  if (!advice?.judged) return `${now}.`;
  const share = `${(100 * advice.gain).toFixed(0)} %`;
  return `${now}. In held-out training images the place explains ${share} of the variance; from ${(100 * advice.mark).toFixed(0)} % on Gaussians for each place are advised.`;
}

function regionWords(code: string): string {
  const grid = readRegion(code);
  if (!grid) return 'the whole image';
  const inside = grid.inside.reduce((sum, value) => sum + value, 0);
  return `${((100 * inside) / grid.inside.length).toFixed(1)} % of the image`;
}

function configurationRows({ config }: ExperimentResult): (readonly [string, string])[] {
  const base = config.preset === 'custom' ? null : PRESETS[config.preset];
  return PARAMETERS.map(({ path, kind }) => {
    const given = readParameter(config, path);
    const value = kind === 'region' ? regionWords(String(given)) : given;
    const changed = base && !Object.is(readParameter(base, path), given) ? ' (changed)' : '';
    return [path, `${String(value)}${changed}`] as const;
  });
}

/** The report as one HTML file. `charts` are SVG texts. */
export function reportHtml(
  result: ExperimentResult,
  charts: readonly string[],
  galleries: readonly ReportGallery[],
): string {
  const title = `CutPaste Playground: ${escapeHtml(result.dataset)}`;
  const skipped = result.counts.skipped.map(
    ({ path, reason, detail }) => [path, `${reason}: ${detail}`] as const,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style></head><body>
<h1>${title}</h1>
<p>Trained on normal images only, preset ${escapeHtml(result.config.preset)}, seed ${result.seed}, version ${escapeHtml(result.version)}. Maps glow where a place is unlike the training images, one scale for all; the mask is outlined in white.</p>
<div class="charts">${charts.join('\n')}</div>
${warnings(result)
  .map((text) => `<p class="anomalous"><strong>${escapeHtml(text)}</strong></p>`)
  .join('')}<h2>Numbers</h2>${table(numbers(result))}
${Object.values(result.maps).some(Boolean) ? `<h2>Maps</h2>${mapsTable(result)}<p class="muted">${localityText(result)}</p>` : ''}
${Object.keys(result.defectTypes).length > 0 ? `<h2>AUROC by defect type</h2>${table(defectRows(result))}` : ''}
${galleries
  .filter(({ pictures }) => pictures.length > 0)
  .map(
    ({ title: name, pictures }) =>
      `<h2>${escapeHtml(name)}</h2><div class="gallery">${pictures.map(figure).join('\n')}</div>`,
  )
  .join('\n')}
<h2>Image AUROC over steps</h2>${table(result.history.map(({ step, imageAuroc }) => [`Step ${step}`, fixed(imageAuroc)] as const))}
<p class="muted">The curve is a diagnosis. The reported number is the last step's, never the best one's.</p>
${result.costs ? `<h2>What errors cost</h2>${table(costRows(result))}` : ''}
<h2>Protocol</h2>${table(protocolRows(result))}
<h2>Configuration</h2>${table(configurationRows(result))}
${skipped.length > 0 ? `<h2>Files left out</h2>${table(skipped)}` : ''}
</body></html>
`;
}

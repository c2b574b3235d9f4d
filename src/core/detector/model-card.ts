/**
 * The model card of a detector (Mitchell et al., FAT* 2019): what it was made from, how, how well it did on which images, and where it is
 * not to be trusted. Only facts of the run; texts come from the catalogue of the page's language.
 */
import { promiseOf } from '../calibration/conformal.ts';
import type { DepthScales } from '../dataset/formats/depth.ts';
import type { Config } from '../config/schema.ts';
import type { Confusion } from '../metrics/precision-recall.ts';
import { configLeaves } from '../runs/config-leaves.ts';
import { regionAt } from '../region/region.ts';
import type { RunMetrics, RunRecord } from '../runs/types.ts';
import {
  calibrationPart,
  groupsPart,
  licencePart,
  protocolPart,
  shiftPart,
  type Conditions,
} from './card-conditions.ts';
import { cardTable as table, type Say } from './card-text.ts';
import type { DetectorParts } from './types.ts';

export type { Say };

export interface CardFacts {
  readonly run: RunRecord;
  /** With the density and evaluation settings in force. */
  readonly config: Config;
  readonly parts: Pick<
    DetectorParts,
    | 'step'
    | 'threshold'
    | 'mapThreshold'
    | 'density'
    | 'windows'
    | 'imageSizePx'
    | 'normalScores'
    | 'normalScoresKept'
  >;
  /** Of the test images at the detector's threshold; null without test images. */
  readonly confusion: Confusion | null;
  readonly conditions: Conditions;
  /** What became 255 in training images deeper than 8 bits; empty where there were none. */
  readonly scales: DepthScales;
}

/** Names may hold anything: what Markdown or HTML would read as their own is made plain. */
const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);

const share = (value: number | null | undefined): string | null => value?.toFixed(3) ?? null;

/** Figures of the very weights that are in the detector; null where these were not evaluated. */
const metricsOf = ({ run, parts }: CardFacts): RunMetrics | null =>
  run.metrics.findLast(({ step }) => step === parts.step) ?? null;

function dataPart({ run: { dataset }, config, parts }: CardFacts, say: Say): string {
  return table(
    [
      [say('data.name'), plain(dataset.name)],
      [say('data.fingerprint'), dataset.fingerprint],
      [say('data.train'), String(dataset.train)],
      [say('data.density'), String(parts.density.settings.size ?? fittedOn(config, dataset.train))],
      [say('data.testNormal'), String(dataset.testNormal)],
      [say('data.testAnomalous'), String(dataset.testAnomalous)],
      [say('data.size'), `${parts.imageSizePx} × ${parts.imageSizePx} px`],
    ],
    [say('what'), say('value')],
  );
}

function fittedOn({ evaluation: { maxTrainImages } }: Config, train: number): number {
  return maxTrainImages > 0 ? Math.min(maxTrainImages, train) : train;
}

function resultsPart(facts: CardFacts, say: Say): string {
  const { run, parts, confusion } = facts;
  const at = metricsOf(facts);
  const untrained = run.metrics.find(({ step }) => step === 0);
  const interval = at && at.low !== null && at.high !== null ? `[${share(at.low)}, ${share(at.high)}]` : null;
  const rows: (readonly [string, string | null])[] = [
    [say('results.auroc'), share(at?.auroc)],
    [say('results.interval'), interval],
    [say('results.untrained'), share(untrained?.auroc)],
    [say('results.averagePrecision'), share(at?.averagePrecision)],
    [say('results.pixelAuroc'), share(at?.pixelAuroc)],
    [say('results.aupro'), share(at?.aupro)],
    [say('results.threshold'), String(parts.threshold)],
  ];
  if (confusion)
    rows.push(
      [say('results.found'), `${confusion.tp} / ${confusion.tp + confusion.fn}`],
      [say('results.falseAlarms'), `${confusion.fp} / ${confusion.fp + confusion.tn}`],
    );
  const missing = at === null ? say('results.notMeasured') : at.auroc === null ? say('results.noAuroc') : '';
  return [missing, table(rows, [say('what'), say('value')])].filter(Boolean).join('\n\n');
}

const percent = (rate: number): number => Number((100 * rate).toFixed(1));

function thresholdLimit(
  config: Config,
  { normalScores, normalScoresKept }: CardFacts['parts'],
  train: number,
  say: Say,
): string {
  const { threshold, thresholdQuantile } = config.evaluation;
  if (threshold !== 'conformal')
    return say(`limits.threshold.${threshold}`, {
      quantile: thresholdQuantile,
      train: fittedOn(config, train),
    });
  const { images, promised, rate } = promiseOf(normalScores.length, 1 - thresholdQuantile);
  return say(`limits.threshold.conformal.${normalScoresKept ? 'kept' : 'crossFit'}`, {
    images,
    promised: percent(promised),
    low: percent(rate.low),
    high: percent(rate.high),
  });
}

function limits({ run, config, parts, scales }: CardFacts, say: Say): string[] {
  const { testNormal, testAnomalous, train } = run.dataset;
  const lines = [
    say('limits.same'),
    say('limits.few', { normal: testNormal, anomalous: testAnomalous }),
    thresholdLimit(config, parts, train, say),
    say('limits.scale'),
  ];
  if (parts.step < config.training.steps)
    lines.push(say('limits.unfinished', { step: parts.step, steps: config.training.steps }));
  if (Object.values(config.mistakes).some(Boolean)) lines.push(say('limits.mistakes'));
  if (parts.windows === null) lines.push(say('limits.noMap'));
  const region = regionAt(config.data.region, parts.imageSizePx);
  if (region) lines.push(say('limits.region', { share: percent(region.share) }));
  const values = Object.values(scales);
  if (values.length > 0) lines.push(say('limits.depth', { values: values.join(', ') }));
  return lines;
}

export function modelCard(facts: CardFacts, say: Say): string {
  const { run, config, parts, conditions } = facts;
  const leaves = [...configLeaves(config)].map(([path, value]) => [`\`${path}\``, String(value)] as const);
  return [
    `# ${plain(run.name)}`,
    say('card.lead', { data: plain(run.dataset.name), step: parts.step }),
    `## ${say('data.title')}`,
    dataPart(facts, say),
    `## ${say('results.title')}`,
    resultsPart(facts, say),
    `## ${say('calibration.title')}`,
    calibrationPart(config, parts, say),
    `## ${say('limits.title')}`,
    limits(facts, say)
      .map((line) => `- ${line}`)
      .join('\n'),
    `## ${say('shift.title')}`,
    shiftPart(conditions, say),
    `## ${say('groups.title')}`,
    groupsPart(conditions, say),
    `## ${say('protocol.title')}`,
    protocolPart(conditions, say),
    `## ${say('licence.title')}`,
    licencePart(config, say),
    `## ${say('made.title')}`,
    table(
      [
        [say('made.when'), new Date(run.startedAt).toISOString()],
        [say('made.page'), plain(run.versions.page)],
        [say('made.backend'), run.backend && plain(`${run.backend.name} ${run.backend.device}`.trim())],
        [say('made.seed'), String(config.seed)],
        [say('made.parameters'), run.parameterCount === null ? null : String(run.parameterCount)],
      ],
      [say('what'), say('value')],
    ),
    say('made.again'),
    table(leaves, [say('made.setting'), say('value')]),
    '',
  ].join('\n\n');
}

/** What the files are and how to use them. */
export const readMe = (name: string, say: Say): string =>
  [`# ${plain(name)}`, say('readMe.text'), ''].join('\n\n');

export const weightsReadMe = (name: string, say: Say): string =>
  [`# ${plain(name)}`, say('readMe.weights'), ''].join('\n\n');

export const onnxReadMe = (name: string, say: Say): string =>
  [`# ${plain(name)}`, say('readMe.onnx'), ''].join('\n\n');

/**
 * Parts of the model card that say under which conditions the figures hold: calibration, shift, groups, the protocol, the licence. Only facts of
 * the run; texts come from the catalogue `detector`.
 */
import { promiseOf, smallestPromise } from '../calibration/conformal.ts';
import type { DataCheck } from '../calibration/data-check.ts';
import { GROUP_SOURCES, type GroupedImages } from '../calibration/given-groups.ts';
import { STATISTICS, type ImageStatistics } from '../calibration/image-statistics.ts';
import type { ProtocolCard } from '../calibration/protocol-card.ts';
import type { Config } from '../config/schema.ts';
import { quantile } from '../metrics/quantile.ts';
import { startsPretrained } from '../networks/registry.ts';
import { cardTable as table, type Say } from './card-text.ts';
import type { DetectorParts } from './types.ts';

export interface Conditions {
  readonly check: DataCheck;
  /** Of the normal images that were trained on; what a later image can be held against. */
  readonly training: readonly ImageStatistics[];
  readonly groups: Omit<GroupedImages, 'groupOf'>;
  readonly protocol: ProtocolCard;
}

const digits = (value: number): string => String(Number(value.toPrecision(4)));
const percent = (rate: number): string => `${Number((100 * rate).toFixed(1))} %`;

export function calibrationPart(
  config: Config,
  { threshold, mapThreshold, normalScores, normalScoresKept }: CalibratedParts,
  say: Say,
): string {
  const { threshold: rule, thresholdQuantile } = config.evaluation;
  const images = normalScores.length;
  const { promised, rate } = promiseOf(images, 1 - thresholdQuantile);
  const basis = say(`calibration.basis.${normalScoresKept ? 'kept' : 'crossFit'}`, { images });
  const rows: (readonly [string, string | null])[] = [
    [say('calibration.rule'), say(`calibration.rules.${rule}`)],
    [say('calibration.threshold'), String(threshold)],
    [say('calibration.mapThreshold'), String(mapThreshold)],
    [say('calibration.images'), basis],
    [say('calibration.asked'), percent(1 - thresholdQuantile)],
    ...(rule === 'conformal' && images > 0
      ? ([
          [say('calibration.promised'), percent(promised)],
          [say('calibration.rate'), `${percent(rate.low)} \u2013 ${percent(rate.high)}`],
          [say('calibration.smallest'), percent(smallestPromise(images))],
        ] as const)
      : []),
  ];
  return [table(rows, [say('what'), say('value')]), say('calibration.pValue', { images })].join('\n\n');
}

export type CalibratedParts = Pick<
  DetectorParts,
  'threshold' | 'mapThreshold' | 'normalScores' | 'normalScoresKept'
>;

/** Which pictures the figures hold for, as numbers that need no model, and what was found between training and test. */
export function shiftPart({ check, training }: Conditions, say: Say): string {
  const found = !check.judged
    ? say('shift.notJudged')
    : check.shifts.length === 0
      ? say('shift.none')
      : [
          say('shift.found'),
          ...check.shifts.map(
            ({ of, from, to }) =>
              `- ${say(`shift.of.${of}`)}: ${say('shift.change', { from: digits(from), to: digits(to) })}`,
          ),
        ].join('\n');
  const trivial = check.trivial.map(
    ({ of, auroc }) => `- ${say('shift.trivial', { what: say(`shift.of.${of}`), auroc: auroc.toFixed(3) })}`,
  );
  const columns = STATISTICS.map((name) => ({ name, values: training.map((one) => one[name]) }));
  const range = columns.map(({ name, values }) => {
    const [low, middle, high] = [0, 0.5, 1].map((share) => digits(quantile(values, share)));
    return `| ${say(`shift.of.${name}`)} | ${low} | ${middle} | ${high} |`;
  });
  const head = ['what', 'shift.lowest', 'shift.median', 'shift.highest'].map((key) => say(key));
  const ranges =
    training.length === 0
      ? []
      : [
          say('shift.limits', { images: training.length }),
          [`| ${head.join(' | ')} |`, '| --- | --- | --- | --- |', ...range].join('\n'),
        ];
  return [found, ...(trivial.length > 0 ? [trivial.join('\n')] : []), ...ranges].join('\n\n');
}

export function groupsPart({ groups: { rule, groups, images, given } }: Conditions, say: Say): string {
  if (groups === 0) return say('groups.none');
  const said = GROUP_SOURCES.filter((source) => given[source] > 0).map((source) =>
    say(`groups.given.${source}`, { groups: given[source] }),
  );
  return [
    say(`groups.${said.length === 0 && rule !== null ? rule : 'all'}`, { groups, images }),
    ...said,
  ].join(' ');
}

export function protocolPart({ protocol }: Conditions, say: Say): string {
  const { reported, seed, split, threshold, sawTestLabels } = protocol;
  const saw = sawTestLabels.map((name) => `\`${name}\``).join(', ');
  return table(
    [
      [say('protocol.reported'), say(`protocol.weights.${reported}`)],
      [say('protocol.seed'), String(seed)],
      [say('protocol.split'), say('protocol.counts', { ...split })],
      [say('protocol.rule'), `\`${threshold.rule}\``],
      [say('protocol.saw'), saw],
    ],
    [say('what'), say('value')],
  );
}

export const licencePart = (config: Config, say: Say): string =>
  [say(`weightsLicence.${startsPretrained(config.model) ? 'imagenet' : 'own'}`), say('licence.images')].join(
    '\n\n',
  );

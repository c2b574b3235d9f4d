/** The model card in both languages: every part is there, says what the run says, and no text is missing. */
import { describe, expect, it } from 'vitest';
import { STATISTICS, type ImageStatistics } from '../../../core/calibration/image-statistics.ts';
import { checkData } from '../../../core/calibration/data-check.ts';
import { protocolCard } from '../../../core/calibration/protocol-card.ts';
import { PRESETS } from '../../../core/config/presets.ts';
import {
  modelCard,
  onnxReadMe,
  readMe,
  weightsReadMe,
  type CardFacts,
} from '../../../core/detector/model-card.ts';
import { exampleRecord } from '../../../core/runs/testing/example.ts';
import en from '../../i18n/en/detector.ts';
import ja from '../../i18n/ja/detector.ts';

const sayOf =
  (catalogue: object) =>
  (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const text = key
      .split('.')
      .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], catalogue);
    expect(typeof text, key).toBe('string');
    return (text as string).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      expect(values, `${key} wants ${name}`).toHaveProperty(name);
      return String(values[name]);
    });
  };

const statistics = (brightness: number) => ({
  ...(Object.fromEntries(STATISTICS.map((name) => [name, 1])) as ImageStatistics),
  brightness,
});
const image = (role: 'train' | 'test', label: 'normal' | 'anomalous', brightness: number, id: string) => ({
  ...{ id, role, label, statistics: statistics(brightness) },
});
const train = Array.from({ length: 30 }, (_, i) => image('train', 'normal', 100 + i, `n${i}`));
const darker = Array.from({ length: 20 }, (_, i) => image('test', 'normal', 40 + i, `t${i}`));
const defects = Array.from({ length: 10 }, (_, i) => image('test', 'anomalous', 40 + i, `d${i}`));

function factsOf(
  items: readonly ReturnType<typeof image>[],
  threshold: 'conformal' | 'chi-square',
): CardFacts {
  const { quick } = PRESETS;
  const config = { ...quick, evaluation: { ...quick.evaluation, threshold } };
  const scores = Float64Array.from({ length: 19 }, (_, i) => i);
  const evaluation = { calibrationScores: scores, heldOutScores: new Float64Array(0) };
  return {
    run: exampleRecord('a'),
    config,
    parts: {
      step: 1000,
      threshold: 19.5,
      mapThreshold: 4.25,
      density: { law: 'gaussian', l2Normalise: true, settings: {}, arrays: {}, dimension: 64, locations: 1 },
      windows: null,
      imageSizePx: 256,
      normalScores: scores,
      normalScoresKept: true,
    },
    confusion: null,
    scales: threshold === 'conformal' ? { integer: 4095 } : {},
    conditions: {
      check: checkData(items, null),
      training: items.filter(({ role }) => role === 'train').map((one) => one.statistics),
      groups: {
        ...{ rule: 'names', groups: 4, images: 12, testGroups: 0 },
        given: { hand: 0, alike: 0, file: 0 },
      },
      protocol: protocolCard({ config, items, evaluations: [evaluation] }),
    },
  };
}

describe.each([
  ['en', en],
  ['ja', ja],
] as const)('%s', (_, catalogue) => {
  const say = sayOf(catalogue);
  it('has calibration, shift, groups, protocol and licence', () => {
    const card = modelCard(factsOf([...train, ...darker, ...defects], 'conformal'), say);
    const parts = [
      catalogue.calibration,
      catalogue.shift,
      catalogue.groups,
      catalogue.protocol,
      catalogue.licence,
    ];
    for (const { title } of parts) expect(card).toContain(`## ${title}\n`);
    expect(card).not.toMatch(/undefined|NaN|\{\{|\[object/);
    // 19 images promise 5 %, and the darker test images are told.
    expect(card).toContain(`| ${catalogue.calibration.promised} | 5 % |`);
    expect(card).toContain(catalogue.shift.found);
    expect(card).toContain(`| ${catalogue.shift.of.brightness} | 100 | 114.5 | 129 |`);
    expect(card).toContain('19.5');
    expect(card).toContain('4.25');
    expect(card).toContain(catalogue.limits.depth.replace('{{values}}', '4095'));
  });

  it('says where nothing can be said', () => {
    const card = modelCard(factsOf(train, 'chi-square'), say);
    expect(card).toContain(catalogue.shift.notJudged);
    expect(card).not.toContain(catalogue.calibration.promised);
    expect(card).not.toMatch(/undefined|NaN|\{\{/);
  });

  it('what the files are is told for each form', () => {
    for (const text of [onnxReadMe, readMe, weightsReadMe]) expect(text('#1', say)).toContain('# \\#1\n');
  });
});

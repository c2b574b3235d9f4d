/** The figures beside the samples' pictures are of these pictures and these settings, and say what the sentences say; otherwise `scripts/measure-samples.ts` makes others. */
import { expect, it } from 'vitest';
import { PRESETS } from '../../../core/config/presets.ts';
import { SAMPLES } from '../../../core/samples/catalogue.ts';
import type { SampleName } from '../../../core/samples/types.ts';
import en from '../../i18n/en/samples.ts';
import ja from '../../i18n/ja/samples.ts';
import { betterWay, MEASURED, MEASURED_WITH, measuredWith, overSeeds, settingsKey } from './measured.ts';

const { samples } = MEASURED;
const ways = ['cutpaste', 'imagenet'] as const;

it.each(SAMPLES)('$name was measured on its pictures of today', ({ name, fingerprint, defectTypes }) => {
  expect(samples[name].fingerprint).toBe(fingerprint);
  for (const run of [...samples[name].cutpaste, samples[name].imagenet]) {
    expect(Object.keys(run.byDefect).sort()).toEqual([...defectTypes].sort());
    for (const auroc of [run.imageAuroc, ...Object.values(run.byDefect)]) {
      expect(auroc).toBeGreaterThanOrEqual(0);
      expect(auroc).toBeLessThanOrEqual(1);
    }
  }
});

it.each(ways)('%s was run with its preset as it is today', (way) => {
  expect(MEASURED.settings[way]).toBe(settingsKey(MEASURED_WITH[way].config));
});

it('holds when a setting comes later that is off where it is absent, and not when it is on', () => {
  const { quick } = PRESETS;
  const before: Partial<typeof quick.evaluation> = { ...quick.evaluation };
  delete before.readout;
  expect(settingsKey({ ...quick, evaluation: before as typeof quick.evaluation })).toBe(settingsKey(quick));
  const other = { ...quick, evaluation: { ...quick.evaluation, readout: 'both' as const } };
  expect(settingsKey(other)).not.toBe(settingsKey(quick));
});

it('has one sample that CutPaste wins and one that it loses; the first is not one that needs no training', () => {
  expect(betterWay(samples['wire-mesh'])).toBe('cutpaste');
  expect(betterWay(samples['hex-nuts'])).toBe('imagenet');
  expect(samples[SAMPLES[0].name].imagenet.imageAuroc).toBeLessThan(0.95);
});

it('says under the cards what holds for each that has a figure of CutPaste', () => {
  const trained = Object.values(samples).filter(({ cutpaste }) => cutpaste.length > 0);
  expect(new Set(trained.map((one) => JSON.stringify(measuredWith(one)))).size).toBe(1);
});

it('tells stories whose figures exist, and bear them out', () => {
  for (const stories of [en.stories, ja.stories])
    for (const [name, story] of Object.entries(stories))
      for (const [, type, way] of story.matchAll(/\{\{(.+?)-(cutpaste|imagenet)\}\}/g)) {
        const { cutpaste, imagenet } = samples[name as SampleName];
        const found = way === 'imagenet' ? [imagenet] : cutpaste;
        expect(
          found.map(({ byDefect }) => byDefect[type]),
          story,
        ).not.toEqual([]);
        for (const { byDefect } of found) expect(byDefect[type], story).toBeTypeOf('number');
      }
  const { cutpaste, imagenet } = samples['wire-mesh'];
  expect(imagenet.byDefect['bent-wire']).toBeLessThan(0.7);
  expect(overSeeds(cutpaste, ({ byDefect }) => byDefect['bent-wire'])?.low).toBeGreaterThan(0.9);
  expect(samples['hex-nuts'].imagenet.imageAuroc).toBeGreaterThan(0.99);
  expect(samples['woven-cloth'].imagenet.imageAuroc).toBeGreaterThan(0.99);
  expect(samples['circuit-pads'].imagenet.byDefect['torn-pad']).toBeLessThan(0.85);
});

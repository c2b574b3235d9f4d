import { describe, expect, it } from 'vitest';
import { MOST_ROUNDS } from '../classroom/paste.ts';
import { conflictOf } from '../config/conflicts.ts';
import { PARAMETERS, readParameter } from '../config/parameters.ts';
import { encodeRegion } from '../region/encode.ts';
import { PRESETS } from '../config/presets.ts';
import { configSchema, type Config } from '../config/schema.ts';
import { withParameter } from '../config/update.ts';
import { createRandom } from '../random/random.ts';
import * as v from 'valibot';
import { LINK_VERSION } from './former-presets.ts';
import { HIDDEN_PARTS } from './hidden-parts.ts';
import { readLink, writeLink, type LinkContent } from './link.ts';

const bare: LinkContent = {
  config: PRESETS.quick,
  sample: null,
  tab: null,
  lesson: null,
  hidden: [],
  language: null,
};

const opened = (text: string): LinkContent => {
  const reading = readLink(`#${text}`);
  if (reading.kind !== 'link') throw new Error(JSON.stringify(reading));
  return reading.content;
};

const REGION = encodeRegion({ width: 2, height: 2, data: Uint8Array.of(1, 1, 0, 1) }, 'stretch');

/** A setting within its range, seeded. */
function someConfig(seed: number): Config {
  const random = createRandom(seed, 'link-test');
  let config: Config = { ...PRESETS[(['quick', 'workshop', 'paper'] as const)[seed % 3]], seed };
  for (const parameter of PARAMETERS) {
    if (random.float() > 0.2) continue;
    const value =
      parameter.kind === 'boolean'
        ? random.float() < 0.5
        : parameter.kind === 'choice'
          ? parameter.choices[Math.floor(random.float() * parameter.choices.length)]
          : parameter.kind === 'region'
            ? REGION
            : parameter.min + random.float() * (parameter.max - parameter.min);
    const rounded = parameter.kind === 'integer' ? Math.round(value as number) : value;
    const changed = withParameter(config, parameter.path, rounded);
    if (conflictOf(changed) === null) config = changed;
  }
  return config;
}

describe('share links', () => {
  it('writes only what differs from a preset', () => {
    expect(writeLink(bare)).toBe('v=3&preset=quick');
    const config = withParameter(withParameter(PRESETS.paper, 'training.steps', 200), 'seed', 7);
    expect(
      writeLink({
        ...bare,
        config,
        sample: 'hex-nuts',
        tab: 'maps',
        lesson: '4',
        hidden: ['data', 'tab-runs'],
      }),
    ).toBe('v=3&preset=paper&seed=7&training.steps=200&sample=hex-nuts&tab=maps&lesson=4&hide=data,tab-runs');
  });

  it('gives back every setting, bit by bit', () => {
    for (let seed = 0; seed < 60; seed++) {
      const config = someConfig(seed);
      const hidden = HIDDEN_PARTS.filter((_, i) => (seed >> (i % 5)) % 2 === 1);
      const content: LinkContent = { ...bare, config, hidden, sample: 'woven-cloth', language: 'ja' };
      const again = opened(writeLink(content));
      expect({ ...again, config: { ...again.config, preset: config.preset } }).toEqual(content);
    }
  });

  it('carries the picture of the game, of all numbers that it has and no other', () => {
    expect(writeLink({ ...bare, sample: 'hex-nuts', game: 7 })).toBe(
      'v=3&preset=quick&sample=hex-nuts&game=7',
    );
    for (const game of [1, 7, MOST_ROUNDS]) expect(opened(writeLink({ ...bare, game })).game).toBe(game);
    for (const game of ['0', '07', String(MOST_ROUNDS + 1), '1.5', 'x'])
      expect(readLink(`#v=3&game=${game}`)).toMatchObject({ kind: 'refused' });
    expect('game' in opened('v=3')).toBe(false);
  });

  it('can be hit by every leaf of the configuration', () => {
    const leaves = (node: object, prefix = ''): string[] =>
      Object.entries(node).flatMap(([key, value]) =>
        typeof value === 'object' ? leaves(value as object, `${prefix}${key}.`) : [`${prefix}${key}`],
      );
    const written = new Set([...PARAMETERS.map(({ path }) => path), 'version', 'preset']);
    expect(leaves(PRESETS.paper).filter((path) => !written.has(path))).toEqual([]);
  });

  it('of before means the presets of before', () => {
    const old = opened('v=1&preset=paper&seed=3').config;
    expect(old).toMatchObject({ preset: 'custom', seed: 3, model: { stem: 'auto' } });
    expect([old.evaluation.windowSizePx, old.evaluation.dense, old.training.decayed]).toEqual([
      64,
      'fast',
      'all',
    ]);
    expect(opened('v=1&preset=paper&evaluation.dense=exact').config.evaluation.dense).toBe('exact');
    expect(opened('v=2&preset=paper&seed=3').config).toEqual({ ...PRESETS.paper, seed: 3 });
    for (const name of ['quick', 'localise', 'workshop', 'pretrained'] as const) {
      const { data, evaluation } = PRESETS[name];
      expect(opened(`v=1&preset=${name}`).config).toEqual({
        ...PRESETS[name],
        preset: 'custom',
        data: { ...data, calibrationShare: 0 },
        evaluation: { ...evaluation, threshold: 'held-out', imageScore: 'maximum' },
      });
    }
    const { evaluation } = PRESETS.quick;
    expect(opened('v=2&preset=quick').config.evaluation).toEqual({ ...evaluation, imageScore: 'maximum' });
  });

  it('has a version for the values of the presets: whoever changes one raises LINK_VERSION and keeps the old values', () => {
    // A setting that is new and does nothing unless asked changes no link of before.
    const values = Object.values(PRESETS).flatMap((preset) =>
      PARAMETERS.flatMap(({ path, absent }) => {
        const value = readParameter(preset, path);
        return value === absent ? [] : [`${preset.preset} ${path}=${String(value)}`];
      }),
    );
    let sum = 0;
    for (const character of values.join()) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) | 0;
    expect({ [LINK_VERSION]: sum }).toEqual({ 3: 24289703 });
  });

  it('leaves other anchors alone', () => {
    for (const text of ['', '#', '#results', '#save=1']) expect(readLink(text)).toEqual({ kind: 'none' });
  });

  it.each([
    'v=0&preset=quick',
    'v=4',
    'v=1&preset=fast',
    'v=1&training.steps=-1',
    'v=1&training.steps=many',
    'v=1&training.steps=1e9',
    'v=1&training.learningRate=10',
    'v=1&augment.cutpaste.areaMin=0.3&augment.cutpaste.areaMax=0.1',
    'v=1&model.cropSizePx=128&data.imageSizePx=64',
    'v=1&preset=localise&model.cropSizePx=24',
    'v=1&augment.task=__proto__',
    'v=1&hide=everything',
    'v=1&sample=../../etc/passwd',
    'v=1&lesson=<script>',
    'v=1&__proto__=1',
    'v=1&constructor.name=1',
    'v=1&seed=1&seed=2',
    `v=1&lesson=${'a'.repeat(5000)}`,
  ])('refuses %s with a reason', (text) => {
    const reading = readLink(`#${text}`);
    expect(reading.kind).toBe('refused');
    if (reading.kind === 'refused')
      expect(reading.report).toMatchObject({ detail: { reason: expect.any(String) } });
  });

  it('survives 200 seeded mutations: a valid configuration or a reason, never a crash', () => {
    const characters = '#&=,.%+-_ 019azAZ~\u0000é漢😀"<>\\';
    const kinds = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      const random = createRandom(seed, 'link-mutation');
      const below = (n: number) => Math.floor(random.float() * n);
      let text = writeLink({
        ...bare,
        config: someConfig(seed),
        sample: 'hex-nuts',
        tab: 'train',
        hidden: ['data'],
      });
      for (let i = 0; i <= seed % 4; i++) {
        const at = below(text.length);
        const length = below(4);
        const inserted = [...Array(below(3))].map(() => characters[below(characters.length)]).join('');
        text = text.slice(0, at) + inserted + text.slice(at + length);
      }
      const reading = readLink(`#${text}`);
      kinds.set(reading.kind, (kinds.get(reading.kind) ?? 0) + 1);
      if (reading.kind === 'link') expect(v.is(configSchema, reading.content.config)).toBe(true);
      if (reading.kind === 'refused') expect(reading.report.code).not.toBe('unexpected');
    }
    expect(kinds.get('refused')).toBeGreaterThan(50);
    // Most mutations break a number or a name; some leave a valid link.
    expect(kinds.get('link')).toBeGreaterThan(0);
  });
});

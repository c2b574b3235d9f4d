import { describe, expect, it } from 'vitest';
import { PRESETS } from '../core/config/presets.ts';
import { withParameter } from '../core/config/update.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import { createPlayground } from './store.ts';
import { FakeEngines } from './testing/fake-engine.ts';
import { calibrationOf, engineImages, keptByRun, unseenByRun } from './calibration.ts';

const item = (path: string, role: DatasetItem['role'] = 'train', label: DatasetItem['label'] = 'normal') =>
  ({
    id: `id ${path}`,
    name: path,
    path,
    role,
    label,
    defectType: label === 'normal' ? 'good' : 'hole',
    image: { width: 1, height: 1, data: new Uint8Array(3) },
    mask: null,
  }) satisfies DatasetItem;

const items = [
  ...Array.from({ length: 100 }, (_, i) => item(`train/good/${String(i).padStart(3, '0')}.png`)),
  item('train/odd.png', 'train', 'anomalous'),
  ...Array.from({ length: 5 }, (_, i) => item(`test/good/${i}.png`, 'test')),
];
const config = PRESETS.quick;
const roles = (list: ReturnType<typeof engineImages>) => list.map(({ role }) => role);
const keptOf = (list: ReturnType<typeof engineImages>) =>
  list.filter(({ role }) => role === 'calibration').map(({ id }) => id);

describe('images kept for the threshold', () => {
  it('are a fifth of the normal training images; test images and a setting of 0 keep none', () => {
    const sent = engineImages({ items, config, runConfig: null }, null);
    expect(keptOf(sent)).toHaveLength(20);
    expect(roles(sent).slice(101)).toEqual(new Array(5).fill('test'));
    expect(sent[100].role).toBe('train');
    const none = withParameter(config, 'data.calibrationShare', 0);
    expect(keptOf(engineImages({ items, config: none, runConfig: null }, null))).toEqual([]);
    const quantile = withParameter(config, 'evaluation.threshold', 'held-out');
    expect(keptOf(engineImages({ items, config: quantile, runConfig: null }, null))).toEqual([]);
  });

  it('stay those of the run while images come and go and settings change', () => {
    const { kept } = calibrationOf(items, config);
    const first = [...kept][0];
    const more = [...items, item('train/good/new.png')].filter(({ id }) => id !== first);
    const other = withParameter(config, 'seed', 9);
    const sent = engineImages({ items: more, config: other, runConfig: config }, kept);
    expect(new Set(keptOf(sent))).toEqual(new Set([...kept].filter((id) => id !== first)));
  });

  it('of a run that is taken up again are what its evaluation names', () => {
    const named = { calibrationIds: ['id train/good/007.png'] };
    expect(keptByRun({ evaluations: [named as never], runConfig: config }, items)).toEqual(
      new Set(named.calibrationIds),
    );
    expect(keptByRun({ evaluations: [], runConfig: config }, items)).toEqual(
      calibrationOf(items, config).kept,
    );
  });

  it('give way to fresh normal images: the kept ones stay aside, and a new run keeps none', () => {
    const { kept } = calibrationOf(items, config);
    const fresh = Array.from({ length: 3 }, (_, i) => item(`new/${i}.png`, 'calibration'));
    const sent = engineImages({ items: [...items, ...fresh], config, runConfig: config }, kept);
    expect(keptOf(sent)).toEqual(fresh.map(({ id }) => id));
    expect(new Set(sent.filter(({ role }) => role === 'aside').map(({ id }) => id))).toEqual(kept);
    expect(calibrationOf([...items, ...fresh], config).kept.size).toBe(0);
    const named = { calibrationIds: fresh.map(({ id }) => id), asideIds: [...kept], trainIds: [] };
    const again = keptByRun({ evaluations: [named as never], runConfig: config }, items);
    expect([...(again ?? [])].filter((id) => !id.includes('new/'))).toEqual([...kept]);
  });

  it('never are images that the run has trained on', () => {
    const { kept } = calibrationOf(items, config);
    const ids = items.filter(({ label }) => label === 'normal').map(({ id }) => id);
    const unseen = unseenByRun({ items, runConfig: config, evaluations: [], formerEvaluations: [] }, ids);
    expect(unseen.filter((id) => id.includes('train')).sort()).toEqual([...kept].sort());
    expect(unseen.filter((id) => id.includes('test'))).toHaveLength(5);
    expect(unseenByRun({ items, runConfig: null, evaluations: [], formerEvaluations: [] }, ids)).toBe(ids);
    const moved = items.map((one) =>
      one.id === 'id train/good/000.png' ? { ...one, role: 'test' as const } : one,
    );
    const evaluations = [{ trainIds: ['id train/good/000.png'], calibrationIds: [...kept] } as never];
    expect(
      unseenByRun({ items: moved, runConfig: config, evaluations, formerEvaluations: [] }, [
        'id train/good/000.png',
      ]),
    ).toEqual([]);
  });

  it('keep groups together and tell the engine of them', () => {
    const tiles = Array.from({ length: 120 }, (_, i) =>
      item(`train/good/p${Math.floor(i / 6)}_tile${i % 6}.png`),
    );
    const sent = engineImages({ items: tiles, config, runConfig: null }, null);
    const groups = new Set(sent.filter(({ role }) => role === 'calibration').map(({ group }) => group));
    expect(sent.filter(({ group }) => groups.has(group)).every(({ role }) => role === 'calibration')).toBe(
      true,
    );
    expect(sent.every(({ group }) => group !== null)).toBe(true);
  });

  it('keep together what a person put together, and let it be trained on again', () => {
    const store = createPlayground(new FakeEngines().spawn);
    store.setState({ items });
    const ids = items.slice(0, 30).map(({ id }) => id);
    store.getState().group([ids.slice(0, 15), ids.slice(15)], 'hand');
    const sent = engineImages({ items: store.getState().items, config, runConfig: null }, null);
    const of = (part: readonly string[]) =>
      new Set(sent.filter(({ id }) => part.includes(id)).map(({ role, group }) => `${role} ${group}`));
    expect([of(ids.slice(0, 15)).size, of(ids.slice(15)).size]).toEqual([1, 1]);
    store.getState().undoDataset();
    expect(store.getState().items.every(({ group }) => group === undefined)).toBe(true);
    expect(() => store.getState().groupByTable('nothing,a')).toThrow(/not there/);
  });
});

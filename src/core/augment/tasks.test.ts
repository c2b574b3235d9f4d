import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { createRandom } from '../random/random.ts';
import { drawKind, familyOf, settingsOf, TASKS, taskUses, taskViews } from './tasks.ts';

const { augment } = PRESETS.quick;
const [, mixed] = taskViews('mixture');
const share = (mixture: typeof augment.mixture) => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++) {
    const kind = drawKind(mixed, { ...augment, mixture }, createRandom(i, 'mixture'));
    counts.set(kind, (counts.get(kind) ?? 0) + 1 / 4000);
  }
  return counts;
};
const none = Object.fromEntries(
  Object.keys(augment.mixture).map((kind) => [kind, 0]),
) as typeof augment.mixture;

describe('tasks', () => {
  it('begin with the untouched class, the paper’s own first and the baselines last', () => {
    for (const task of TASKS) expect(taskViews(task)[0].className).toBe('normal');
    expect(TASKS.slice(0, 4)).toEqual(['cutpaste', 'scar', 'union', '3way']);
    const families = TASKS.map(familyOf);
    expect([...families].sort((a, b) => 'pdb'.indexOf(a[0]) - 'pdb'.indexOf(b[0]))).toEqual(families);
  });

  it('use the settings of their kinds, and the global augmentation always', () => {
    expect(taskUses('3way', 'augment.scar.rotationMaxDeg')).toBe(true);
    expect(taskUses('cutpaste', 'augment.scar.rotationMaxDeg')).toBe(false);
    expect(taskUses('confetti', 'augment.scar.widthMinPx')).toBe(true);
    expect(taskUses('confetti', 'augment.scar.lengthMinPx')).toBe(false);
    expect(taskUses('rotation', 'augment.global.shiftFraction')).toBe(true);
    expect([...settingsOf('rotation')]).toEqual([]);
    expect([...settingsOf('mixture').keys()]).toContain('mixture');
  });
});

describe('mixture', () => {
  it('draws each kind as often as its weight says', () => {
    const counts = share({ ...none, cutpaste: 0.5, nsa: 0.25, perlin: 0.25 });
    expect([...counts.keys()].sort()).toEqual(['cutpaste', 'nsa', 'perlin']);
    expect(counts.get('cutpaste')).toBeCloseTo(0.5, 1);
    expect(counts.get('nsa')).toBeCloseTo(0.25, 1);
  });

  it('takes weights that are all 0 for equal ones', () => {
    const counts = share(none);
    expect(counts.size).toBe(mixed.kinds.length);
    for (const found of counts.values()) expect(Math.abs(found - 1 / 9)).toBeLessThan(0.03);
  });
});

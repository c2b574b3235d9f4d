import { describe, expect, it } from 'vitest';
import { betterWithout, proxySign } from './early-signs.ts';

const records = (count: number, accuracy: (step: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ step: i + 1, accuracy: accuracy(i + 1) }));

describe('a proxy task that is hardly learned', () => {
  it('is told from a third of the run on, by the mean of the last steps', () => {
    const noisy = (step: number) => (step % 2 === 0 ? 0.3 : 0.5);
    expect(proxySign(records(399, noisy), 3, 1200)).toBeNull();
    expect(proxySign(records(400, noisy), 3, 1200)).toMatchObject({ kind: 'proxy', chance: 1 / 3 });
    const sign = proxySign(records(400, noisy), 3, 1200);
    expect(sign?.kind === 'proxy' && sign.accuracy).toBeCloseTo(0.4, 12);
  });

  it('is not told of a task that is learned, whatever came before, or of too few steps', () => {
    expect(
      proxySign(
        records(1000, (step) => (step > 900 ? 0.84 : 0.34)),
        3,
        1000,
      ),
    ).toBeNull();
    expect(
      proxySign(
        records(49, () => 0.3),
        3,
        49,
      ),
    ).toBeNull();
    expect(proxySign([], 3, 1000)).toBeNull();
  });

  it('knows chance by the number of classes', () => {
    const half = records(500, () => 0.55);
    expect(proxySign(half, 2, 500)).not.toBeNull();
    expect(proxySign(half, 4, 500)).toBeNull();
  });
});

describe('figures without training', () => {
  const figures = { auroc: 0.8, step: 500, steps: 1000, untrained: 0.85, pretrained: 0.9 };

  it('are told where they are clearly better, each by its difference', () => {
    const found = betterWithout(figures);
    expect(found.map(({ kind }) => kind)).toEqual(['untrained', 'pretrained']);
    expect(found.map((sign) => 'by' in sign && Number(sign.by.toFixed(6)))).toEqual([0.05, 0.1]);
    expect(betterWithout({ ...figures, untrained: 0.81, pretrained: 0.819 })).toEqual([]);
  });

  it('are not told early, without labels, or of the untrained network itself', () => {
    expect(betterWithout({ ...figures, step: 333 })).toEqual([]);
    expect(betterWithout({ ...figures, step: 0, steps: 0 })).toEqual([]);
    expect(betterWithout({ ...figures, auroc: null })).toEqual([]);
    expect(betterWithout({ ...figures, untrained: null, pretrained: null })).toEqual([]);
  });
});

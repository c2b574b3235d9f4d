import { describe, expect, it } from 'vitest';
import { AupimoCollector } from './aupimo.ts';
import fixture from './fixtures/aupimo.json' with { type: 'json' };

type Case = (typeof fixture.cases)[number];

function collected({ maps, masks, low, high }: Case, order = maps.map((_, i) => i)): AupimoCollector {
  const normal = masks.reduce((sum, mask, i) => sum + (mask ? 0 : maps[i].length), 0);
  const collector = new AupimoCollector(normal, { from: low, to: high });
  for (const i of order) {
    const mask = masks[i];
    collector.add(Float32Array.from(maps[i]), mask && Uint8Array.from(mask));
  }
  return collector;
}

describe('AUPIMO', () => {
  it.each(fixture.cases.map((one) => [one.name, one] as const))('equals brute force: %s', (_, given) => {
    const found = collected(given);
    const values = [...(found.perImage() ?? [])];
    expect(values).toHaveLength(given.perImage.length);
    values.forEach((value, i) => expect(Math.abs(value - given.perImage[i])).toBeLessThan(1e-9));
    const result = found.result();
    expect(result?.mean).toBeCloseTo(given.mean, 9);
    expect(result?.median).toBeCloseTo(given.median, 9);
  });

  it('does not depend on the order of the images', () => {
    for (const given of fixture.cases) {
      const back = given.maps.map((_, i) => given.maps.length - 1 - i);
      expect(collected(given, back).result()?.mean).toBeCloseTo(given.mean, 9);
    }
  });

  it('is 1 where every defect lies above all normal pixels, 0 where none does', () => {
    const of = (inside: number) => {
      const collector = new AupimoCollector(1000, { from: 0.01, to: 0.1 });
      collector.add(
        Float32Array.from({ length: 1000 }, (_, i) => i),
        null,
      );
      collector.add(Float32Array.of(inside, -1), Uint8Array.of(1, 0));
      return collector.result();
    };
    expect(of(5000)).toEqual({ mean: 1, median: 1, images: 1 });
    expect(of(-5)).toEqual({ mean: 0, median: 0, images: 1 });
  });

  it('is not said from too few normal pixels, nor without masks', () => {
    const few = new AupimoCollector(50_000);
    few.add(new Float32Array(50_000), null);
    few.add(Float32Array.of(1), Uint8Array.of(1));
    expect(few.result()).toBeNull();
    const none = new AupimoCollector(200_000);
    none.add(new Float32Array(200_000), null);
    expect(none.result()).toBeNull();
  });
});

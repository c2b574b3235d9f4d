import { expect, it } from 'vitest';
import { FEWEST_HELD_OUT, FEWEST_TRAINED, splitForChoice } from './split.ts';

const images = (count: number, groupOf: (i: number) => string | null = () => null) =>
  Array.from({ length: count }, (_, i) => ({
    path: `a/${String(i).padStart(3, '0')}.png`,
    group: groupOf(i),
  }));

it('keeps a quarter, at most 24, and the same ones whatever the order', () => {
  expect(splitForChoice(images(40), 0)?.heldOut).toHaveLength(10);
  expect(splitForChoice(images(400), 0)?.heldOut).toHaveLength(24);
  const forwards = splitForChoice(images(40), 3);
  expect(splitForChoice(images(40).reverse(), 3)).toEqual(forwards);
  expect(splitForChoice(images(40), 4)).not.toEqual(forwards);
  expect(new Set([...forwards!.train, ...forwards!.heldOut]).size).toBe(40);
});

it('keeps groups together', () => {
  const split = splitForChoice(
    images(40, (i) => `photo ${Math.floor(i / 4)}`),
    0,
  )!;
  const kept = new Set(split.heldOut.map(({ group }) => group));
  expect(split.train.some(({ group }) => kept.has(group))).toBe(false);
});

it('is none where too few would be left', () => {
  const fewest = FEWEST_HELD_OUT + FEWEST_TRAINED;
  expect(splitForChoice(images(fewest), 0)?.heldOut).toHaveLength(FEWEST_HELD_OUT);
  expect(splitForChoice(images(fewest - 1), 0)).toBeNull();
  // One photograph that all tiles come from cannot be split.
  expect(
    splitForChoice(
      images(40, () => 'photo'),
      0,
    ),
  ).toBeNull();
});

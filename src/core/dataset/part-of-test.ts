/**
 * A fixed part of the test images that stands for all of them where scoring all would take too long: the same at every look at a run, and the
 * part from which images are chosen to be watched, so that watching costs nothing.
 */

interface Labelled {
  readonly label: 'normal' | 'anomalous';
}

/** At most `most` of a list, evenly spread over it. */
export function evenlySpread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const part = (i: number) => Math.floor((i * most) / list.length);
  return list.filter((_, i) => part(i) !== part(i - 1));
}

/** So many of each label, in the order given; lists are ordered by type of defect, so that every type is among them. */
export function partOfTest<T extends Labelled>(test: readonly T[], eachLabel: number): readonly T[] {
  const ofLabel = (label: Labelled['label']) => test.filter((image) => image.label === label);
  const chosen = new Set(
    (['normal', 'anomalous'] as const).flatMap((label) => evenlySpread(ofLabel(label), eachLabel)),
  );
  return test.filter((image) => chosen.has(image));
}

/** Test images of each label that a look scores. */
export const LOOK_EACH_LABEL = 8;

/** Image scores from places: against plain numbers, and that a defect in a calm place is not hidden by a place that always scores high. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { heldOutImageScores, imageScores, placeScale, scaleFor } from './image-score.ts';

const [images, places] = [40, 3];
/** Scores of normal images: two calm places and an edge. */
const random = createRandom(5, 'image-score');
const normal = Float64Array.from({ length: images * places }, (_, row) =>
  row % places === 2 ? 100 + 10 * random.normal() : 10 + random.normal(),
);
const all = Array.from({ length: images }, (_, i) => i);

describe('image scores', () => {
  it('are the maxima over their places without a scale', () => {
    expect([...imageScores(Float64Array.of(1, 3, 2, 6, 5, 4), 3, null)]).toEqual([3, 6]);
    expect(scaleFor('maximum', normal, places, all)).toBeNull();
    expect(scaleFor('standardised', normal, 1, all)).toBeNull();
  });

  it('measure by mean and deviation of each place, which lean to the deviation of all places', () => {
    // Means 2 and 10, squares around them 2 and 0; around the mean of all, 6, they are 25, 16, 9 and 16.
    const { centre, spread } = placeScale(Float64Array.of(1, 10, 3, 10), 2, [0, 1]);
    expect([...centre]).toEqual([2, 10]);
    const variance = (25 + 16 + 9 + 16) / 4;
    expect(spread[0]).toBeCloseTo(Math.sqrt((2 + 3 * variance) / 5), 12);
    expect(spread[1]).toBeCloseTo(Math.sqrt((3 * variance) / 5), 12);
  });

  it('find a defect in a calm place that the maximum does not see', () => {
    const defect = Float64Array.of(40, 10, 100);
    const [asMaximum] = imageScores(defect, places, null);
    const maxima = imageScores(normal, places, null);
    expect(maxima.filter((score) => score >= asMaximum).length).toBeGreaterThan(10);
    const [standard] = imageScores(defect, places, placeScale(normal, places, all));
    const others = heldOutImageScores('standardised', normal, places, [all.slice(0, 20), all.slice(20)]);
    expect(Math.max(...others)).toBeLessThan(standard);
  });

  it('of a training image do not depend on its own scores but through its places', () => {
    const split = [all.slice(0, 20), all.slice(20)];
    const found = heldOutImageScores('standardised', normal, places, split);
    const others = placeScale(normal, places, split[1]);
    const own = imageScores(normal.subarray(0, places), places, others);
    expect(found[0]).toBe(own[0]);
  });

  it('stay numbers where no score differs, and of a single image', () => {
    const same = new Float64Array(6).fill(4);
    expect([...imageScores(same, 3, placeScale(same, 3, [0, 1]))]).toEqual([0, 0]);
    expect([...heldOutImageScores('standardised', Float64Array.of(1, 2), 2, [[0]])]).toHaveLength(1);
    expect(
      [...heldOutImageScores('standardised', Float64Array.of(1, 2), 2, [[0]])].every(Number.isFinite),
    ).toBe(true);
  });

  it('of a place that is no number are none', () => {
    const scale = placeScale(normal, places, all);
    expect(imageScores(Float64Array.of(NaN, 10, 100), places, scale)[0]).toBeNaN();
  });
});

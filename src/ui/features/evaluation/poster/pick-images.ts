/**
 * Six test images for a poster, chosen by a rule that is told on it and cannot flatter: of each label those that mislead most come first, then those
 * that are clearest. Nothing without a finite score is shown.
 */

export interface Scored {
  readonly anomalous: boolean;
  readonly score: number;
}

/** Of each label, in the order in which they are taken: misleading, clear, misleading, clear ... */
function inTurns<T extends Scored>(images: readonly T[], anomalous: boolean): readonly T[] {
  const sign = anomalous ? 1 : -1;
  const sorted = images
    .filter((image) => image.anomalous === anomalous && Number.isFinite(image.score))
    .sort((a, b) => sign * (a.score - b.score));
  const turns: T[] = [];
  for (let i = 0, j = sorted.length - 1; i <= j; i++, j--)
    turns.push(...(i === j ? [sorted[i]] : [sorted[i], sorted[j]]));
  return turns;
}

/** At most `most`: two thirds of them defects where there are enough of both; defects first, by score, then normal images, by score. */
export function pickImages<T extends Scored>(images: readonly T[], most: number): readonly T[] {
  const [defects, normal] = [inTurns(images, true), inTurns(images, false)];
  const wanted = Math.round((2 * most) / 3);
  const ofDefects = Math.min(defects.length, Math.max(wanted, most - normal.length));
  const byScore = (chosen: readonly T[]) => [...chosen].sort((a, b) => a.score - b.score);
  return [...byScore(defects.slice(0, ofDefects)), ...byScore(normal.slice(0, most - ofDefects))];
}

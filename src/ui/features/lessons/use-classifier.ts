/** Page 1's classifier over the images that are open: made a picture at a time, so that the page never waits; null until it is ready. */
import { useEffect, useState } from 'react';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { describePieces, SupervisedClassifier, type Pieces } from '../../../core/lessons/one-class.ts';

export interface Judged {
  readonly defects: readonly DatasetItem[];
  readonly good: readonly DatasetItem[];
  /** Of `defects`, then of `good`. */
  called(shown: readonly string[]): readonly boolean[];
}

/** Rest between two pictures. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export function useClassifier(items: readonly DatasetItem[]): Judged | null {
  const [judged, setJudged] = useState<Judged | null>(null);
  useEffect(() => {
    let gone = false;
    const normal = items.filter(({ role }) => role === 'train');
    const defects = items.filter(({ label }) => label === 'anomalous');
    const good = items.filter(({ role, label }) => role === 'test' && label === 'normal');
    const make = async () => {
      const pieces: Pieces[] = [];
      for (const { image } of normal) {
        pieces.push(describePieces(image, null));
        await nextTurn();
        if (gone) return;
      }
      const classifier = new SupervisedClassifier(pieces);
      pieces.filter((_, i) => i % 2 === 0).forEach((one) => classifier.remember(one));
      for (const one of pieces.filter((_, i) => i % 2 === 1)) {
        classifier.learnSilence(one);
        await nextTurn();
        if (gone) return;
      }
      for (const { image, mask, defectType } of [...defects, ...good]) {
        classifier.add(describePieces(image, mask), defectType);
        await nextTurn();
        if (gone) return;
      }
      setJudged({ defects, good, called: (shown) => classifier.called(shown) });
    };
    if (normal.length > 0 && defects.length > 0) void make();
    return () => {
      gone = true;
      setJudged(null);
    };
  }, [items]);
  return judged;
}

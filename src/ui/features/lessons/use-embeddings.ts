/** Embeddings of the present weights from the engine, training images first; fetched again after each evaluation. */
import { useEffect, useState } from 'react';
import { gaussianPicture, type GaussianPicture } from '../../../core/lessons/gaussian-picture.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';

export interface Embedded {
  readonly picture: GaussianPicture;
  readonly items: readonly DatasetItem[];
  readonly step: number;
}

const FEWEST = 3;

export function useEmbeddings(): Embedded | null {
  const latest = usePlayground((state) => state.evaluations.at(-1));
  const resting = usePlayground(({ phase }) => phase === 'paused' || phase === 'finished');
  const items = usePlayground((state) => state.items);
  const l2Normalise = usePlayground((state) => state.config.density.l2Normalise);
  const [embedded, setEmbedded] = useState<Embedded | null>(null);
  useEffect(() => {
    if (!latest || !resting) return;
    let gone = false;
    const train = items.filter(({ role }) => role === 'train');
    if (train.length < FEWEST) return;
    const all = [...train, ...items.filter(({ role }) => role === 'test')];
    const defects = all.flatMap(({ label }, i) => (label === 'anomalous' ? [i] : []));
    sessionRun.client.embeddings(all.map(({ id }) => id)).then(
      ({ data, dimension }) => {
        if (gone) return;
        const picture = gaussianPicture(data, train.length, dimension, l2Normalise, defects);
        setEmbedded({ picture, items: all, step: latest.step });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [latest, resting, items, l2Normalise]);
  return latest ? embedded : null;
}

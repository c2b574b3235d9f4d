/** Images of which two runs keep a map: what can be laid over each other when the runs are compared. */
import type { RunImage, RunMaps, RunScores } from './types.ts';

export interface RunWithMaps {
  readonly scores: RunScores;
  readonly maps: RunMaps;
}

export interface SharedMap {
  readonly image: RunImage;
  /** In the images of either run. */
  readonly first: number;
  readonly second: number;
}

/** Same pixels and same path, whatever the order of the runs' images; defects first, then by path. */
export function sharedMaps(a: RunWithMaps, b: RunWithMaps): readonly SharedMap[] {
  const keyOf = ({ hash, path }: RunImage) => `${hash} ${path}`;
  const inSecond = new Map(b.maps.indices.map((index) => [keyOf(b.scores.images[index]), index]));
  const shared = a.maps.indices.flatMap((first): SharedMap[] => {
    const image = a.scores.images[first];
    const second = inSecond.get(keyOf(image));
    return second === undefined ? [] : [{ image, first, second }];
  });
  const order = ({ image }: SharedMap) => `${image.label} ${image.path}`;
  return shared.sort((x, y) => (order(x) < order(y) ? -1 : 1));
}

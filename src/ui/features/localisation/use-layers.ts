/** All kinds of maps that there are now, the main one first. */
import { useMemo } from 'react';
import { shownMapSets } from '../../../store/maps-slice.ts';
import { usePlayground } from '../../../store/store.ts';
import { layerOf, type MapLayer } from './map-layers.ts';

/** One layer of each kind, `main` before the others. */
export function useLayers(main: MapLayer): readonly MapLayer[] {
  const evaluations = usePlayground((state) => state.evaluations);
  const askedMaps = usePlayground((state) => state.askedMaps);
  const pretrained = usePlayground((state) => state.pretrained);
  return useMemo(() => {
    const sets = shownMapSets({ evaluations, askedMaps, pretrained });
    const others = sets.filter(({ kind, maps }) => kind !== main.kind && maps.length > 0);
    return [main, ...others.map(layerOf)];
  }, [main, evaluations, askedMaps, pretrained]);
}

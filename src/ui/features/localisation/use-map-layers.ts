/** What is painted of one map of one image outside the light table: the image, its map in the page's colours, outlines. */
import { useMemo } from 'react';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { usePreparedMaps } from '../../components/prepared-maps.ts';
import type { MapLayer } from './map-layers.ts';
import type { PaneLayers } from './paint-pane.ts';
import { imagePicture, mapPicture, outlinesOf } from './pictures.ts';
import { coloursOf } from './use-pane-contents.ts';
import { mapRequest } from './use-ranked-images.ts';

const NOTHING_AHEAD = [] as const;

/** Without a layer, or until its map is made, the image alone. Never on a scale of its own: maps beside each other are compared. */
export function useMapLayers(item: DatasetItem, layer: MapLayer | null): PaneLayers {
  const view = usePlayground((state) => state.mapView);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const requests = useMemo(() => [layer && mapRequest(layer, item, sigmaPx)], [layer, item, sigmaPx]);
  const [map] = usePreparedMaps(requests, NOTHING_AHEAD);
  return useMemo(() => {
    const scale = view.scale === 'per-image' ? 'threshold' : view.scale;
    return {
      sizePx: item.image.width,
      picture: imagePicture(item.image),
      map: layer && map ? mapPicture(map, coloursOf(layer, map, { ...view, scale })) : null,
      opacity: view.opacity,
      truth: map && view.outline ? outlinesOf(map).truth : null,
      found: map && view.outline ? outlinesOf(map).outline : null,
    };
  }, [item, layer, map, view]);
}

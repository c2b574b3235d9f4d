/** What each pane of the light table paints for the image on it; the maps of its neighbours are prepared meanwhile. */
import { useMemo } from 'react';
import { aroundThreshold } from '../../../core/heatmap/colour-scale.ts';
import type { ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import type { MapRequest, PreparedMap } from '../../../core/heatmap/prepare-map.ts';
import { usePlayground } from '../../../store/store.ts';
import type { UiSlice } from '../../../store/state.ts';
import { sharedRange, type MapLayer } from './map-layers.ts';
import type { PaneLayers } from './paint-pane.ts';
import { imagePicture, mapPicture, maskPicture, outlinesOf, type MapColours } from './pictures.ts';
import { usePreparedMaps } from '../../components/prepared-maps.ts';
import type { RankedImage } from './ranking.ts';
import { PANE_KINDS, useTable, type PaneKind } from './table-store.ts';
import type { Original } from '../../../services/decode/protocol.ts';
import { mapRequest } from './use-ranked-images.ts';

/** Images before and after the one on the table whose maps are made ready. */
const AHEAD = 6;

export interface PaneContent {
  readonly kind: PaneKind;
  readonly layers: PaneLayers | null;
  /** Of a map pane. */
  readonly colours: MapColours | null;
  readonly threshold: number;
  /** Text key: why there is nothing to paint. */
  readonly why: 'noMask' | 'noMap' | null;
}

/** Colours of a map: the scale of all, around the threshold or linear, or its own. */
export function coloursOf(
  layer: MapLayer,
  map: PreparedMap | null,
  view: { readonly scale: UiSlice['mapView']['scale']; readonly colourTable: ColourTableName },
): MapColours {
  const { low, high } = view.scale === 'per-image' && map ? map : sharedRange(layer);
  const scale =
    view.scale === 'threshold' ? aroundThreshold(low, high, layer.threshold) : { low, high, centre: null };
  return { table: view.colourTable, ...scale };
}

/** The requests of an image, one for each layer; null where a layer lacks it. */
const requestsOf = (layers: readonly MapLayer[], { item }: RankedImage, sigmaPx: number) =>
  layers.map((layer) => mapRequest(layer, item, sigmaPx));

export function usePaneContents(
  layers: readonly MapLayer[],
  images: readonly RankedImage[],
  position: number,
  original: Original | null,
) {
  const view = usePlayground((state) => state.mapView);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const hasMask = usePlayground((state) => state.items.some(({ role, mask }) => role === 'test' && mask));
  const hidden = useTable((table) => table.hidden);
  const over = useTable((table) => table.over);
  const image = images[position];
  const requests = useMemo(() => requestsOf(layers, image, sigmaPx), [layers, image, sigmaPx]);
  const ahead = useMemo(() => {
    const wanted: MapRequest[] = [];
    for (let distance = 1; distance <= AHEAD; distance++)
      for (const index of [position + distance, position - distance])
        if (images[index])
          wanted.push(...requestsOf(layers, images[index], sigmaPx).filter((request) => request !== null));
    return wanted;
  }, [layers, images, position, sigmaPx]);
  const maps = usePreparedMaps(requests, ahead);
  const main = maps[0];

  const contents = useMemo(() => {
    const { item } = image;
    const sizePx = item.image.width;
    const truth = view.outline && main ? outlinesOf(main).truth : null;
    const plain = { sizePx, map: null, opacity: 1, truth, found: null };
    const paneOf = (kind: PaneKind): PaneContent | null => {
      const still = { kind, colours: null, threshold: 0, why: null };
      if (kind === 'image')
        return { ...still, layers: { ...plain, original, picture: imagePicture(item.image) } };
      if (kind === 'mask') {
        if (!hasMask) return null;
        if (!item.mask) return { ...still, layers: null, why: 'noMask' };
        return { ...still, layers: { ...plain, truth: null, picture: maskPicture(item.mask) } };
      }
      const at = layers.findIndex((layer) => layer.kind === kind);
      if (at < 0) return null;
      const map = maps[at];
      const colours = coloursOf(layers[at], map, view);
      if (!requests[at]) return { ...still, layers: null, why: 'noMap' };
      return {
        ...still,
        colours,
        threshold: layers[at].threshold,
        layers: {
          ...plain,
          original,
          picture: over ? imagePicture(item.image) : null,
          map: map && mapPicture(map, colours),
          opacity: over ? view.opacity : 1,
          found: view.outline && map ? outlinesOf(map).outline : null,
        },
      };
    };
    // Only what is shown: making a picture costs more than drawing it.
    const shown = PANE_KINDS.filter((kind) => !hidden.includes(kind)).flatMap((kind) => paneOf(kind) ?? []);
    return { panes: shown.length > 0 ? shown : [paneOf('image') as PaneContent], hasMask, maps };
  }, [image, original, layers, requests, view, hidden, over, hasMask, maps, main]);
  return { contents, main };
}

/**
 * Which normal place a place of a test image is most like: the smallest cosine distance of its embedding to those of all places of
 * all training images that the density was fitted on (also where each place has its own mean: the like may lie elsewhere).
 */
import { nearestRow } from '../../core/density/nearest-row.ts';
import { CELL_SIDES, placeWindow } from '../../core/heatmap/place-window.ts';
import { placesReadout } from '../../core/config/readout.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { regionAt } from '../../core/region/region.ts';
import { keepRows, sitesOf, type Sites } from '../../core/region/sites.ts';
import type { NearestNormal, NearestQuery, NormalPlace } from '../../worker/protocol.ts';
import { Embedder } from './embedder.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { namedTraining, nameImage, type NamedImage } from './embedding-input.ts';
import { limitPlaces, MOST_IMAGES_PER_PLACE } from '../pretrained/place-maps.ts';
import { placeCount, type PlaceFeatures } from './places.ts';
import { noSuchMap } from './map-sets.ts';

export interface PlaceLayout {
  readonly side: number;
  /** Places that have features; null: all. */
  readonly sites: Sites | null;
  readonly dimension: number;
  readonly stridePx: number;
  /** Centre of the first place. */
  readonly offsetPx: number;
  /** Side of the square that a place sees, around its centre. */
  readonly sidePx: number;
  readonly imageSizePx: number;
}

/** Nearest places of other training images that are told with the nearest. */
const OTHERS = 2;

/** @throws PlaygroundError `unknown-image` when the row or column lies outside the grid. */
export function findNearest(
  query: NearestQuery,
  asked: PlaceFeatures,
  training: readonly PlaceFeatures[],
  layout: PlaceLayout,
): NearestNormal {
  const { side, sites, dimension: d } = layout;
  const { row, column } = query;
  if (!(row >= 0 && column >= 0 && row < side && column < side))
    throw new PlaygroundError('unknown-image', `There is no place ${row}, ${column} in this map.`, {
      id: query.id,
    });
  const asIn = row * side + column;
  const at = (sites ? sites.nearest[asIn] : asIn) * d;
  const feature = asked.features.subarray(at, at + d);
  const nearest = training
    .map(({ id, features }) => ({ id, ...nearestRow(feature, features, features.length / d, d) }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance);
  const placeOf = (found: { id: string; row: number; distance: number }): NormalPlace => {
    const index = sites ? sites.kept[found.row] : found.row;
    const place = { row: Math.floor(index / side), column: index % side };
    return { trainId: found.id, ...place, window: placeWindow(place, layout), distance: found.distance };
  };
  return {
    query,
    queryWindow: placeWindow(query, layout),
    ...placeOf(nearest.at(0) ?? { id: training[0].id, row: 0, distance: Infinity }),
    others: nearest.slice(1, 1 + OTHERS).map(placeOf),
  };
}

/** Of a run that is read by places. The asked image is the last of `all`. */
async function nearestPlaces(
  { embedder, config, job, imageSizePx }: EvaluationInput,
  query: NearestQuery,
  all: readonly NamedImage[],
): Promise<NearestNormal> {
  const found: PlaceFeatures[] = [];
  let grid = { side: 1, stridePx: 1, sites: null as Sites | null };
  let dimension = 1;
  const region = regionAt(config.data.region, imageSizePx);
  for (const [i, image] of all.entries()) {
    await job.progress('embedding', i / all.length);
    const { local, sites, side, stridePx } = limitPlaces(await embedder.embedPlaces(image), region);
    grid = { side, stridePx, sites };
    dimension = local.length / placeCount(grid);
    found.push({ id: image.id, features: local });
  }
  const { stridePx } = grid;
  return findNearest(query, found[found.length - 1], found.slice(0, -1), {
    ...grid,
    ...{ dimension, imageSizePx },
    offsetPx: (stridePx - 1) / 2,
    sidePx: Math.round(CELL_SIDES * stridePx),
  });
}

/** For the run's own maps; embeddings that are remembered cost nothing. */
export async function nearestNormal(input: EvaluationInput, query: NearestQuery): Promise<NearestNormal> {
  const { embedder, config, job, imageSizePx, test } = input;
  const { features: dimension, stridePx, offsetPx } = embedder.model.network;
  const image = test.find(({ id }) => id === query.id);
  if (!image)
    throw new PlaygroundError('unknown-image', `There is no test image "${query.id}".`, { id: query.id });
  const train = namedTraining(input);
  const all = [...train, nameImage(image, imageSizePx, config.data.region)];
  const places = Embedder.places(config, imageSizePx);
  const share = (n: number) => n / all.length;
  if (query.kind === 'patch' && places) {
    const found = (await embedder.embed(all, input, share)).map(({ features }, i) => ({
      id: all[i].id,
      features,
    }));
    const { windowPx: sidePx } = places;
    const layout = { ...places, dimension, sidePx, imageSizePx };
    return findNearest(query, found[train.length], found.slice(0, -1), layout);
  }
  if (query.kind === 'locations' && placesReadout(config)) {
    // As many as the maps of the no-training baseline are told by: the rest would take seconds.
    const told = train.slice(0, MOST_IMAGES_PER_PLACE);
    return nearestPlaces(input, query, [...told, all[train.length]]);
  }
  if (query.kind !== 'gradcam') throw noSuchMap(query.kind, 'this run has none');
  const whole = await embedder.embedWhole(all, config, job, share);
  const { mapSide } = whole[0];
  const sites = sitesOf(mapSide, { stridePx, offsetPx }, regionAt(config.data.region, imageSizePx));
  const found = whole.map(({ map }, i) => ({
    id: all[i].id,
    features: keepRows(map as Float32Array, sites),
  }));
  const sidePx = Math.min(imageSizePx, CELL_SIDES * stridePx);
  const layout = { side: mapSide, sites, dimension, stridePx, offsetPx, sidePx, imageSizePx };
  return findNearest(query, found[train.length], found.slice(0, -1), layout);
}

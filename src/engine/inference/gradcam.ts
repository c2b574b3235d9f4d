/**
 * GradCAM on the anomaly score (paper 4.2, method section 4). Features are means of the last feature map A over its places, so
 * the gradient of the score with respect to every A_k is d s / d f_k up to the number of places: exact, no backward pass.
 * map = ReLU(sum_k w_k A_k) with w = d s / d f, for the GDE w = Sigma^-1 (f - mu), through the L2 normalisation when on.
 */
import type { Density } from '../../core/density/types.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import type { Config } from '../../core/config/schema.ts';
import { regionAt } from '../../core/region/region.ts';
import { keepRows, sitesOf, spread, type Sites } from '../../core/region/sites.ts';
import type { ScoreGrid } from '../../worker/protocol.ts';
import type { Network } from '../../core/networks/types.ts';
import type { Embedding } from './embedder.ts';

/** Where the cells of the last feature map lie: cell i is centred on pixel `offsetPx + stridePx * i`. */
export type CellGrid = Pick<Network, 'stridePx' | 'offsetPx'>;

/** The same with the region of interest that maps are limited to. */
export interface Cells extends CellGrid {
  readonly imageSizePx: number;
  /** '' for the whole image. */
  readonly region: string;
}

export const cellsOf = ({ stridePx, offsetPx }: CellGrid, { data }: Config, imageSizePx: number): Cells => ({
  stridePx,
  offsetPx,
  imageSizePx,
  region: data.region,
});

const sitesIn = ({ mapSide }: Pick<Embedding, 'mapSide'>, cells: Cells): Sites | null =>
  sitesOf(mapSide, cells, regionAt(cells.region, cells.imageSizePx));

/** Map of one image. @throws PlaygroundError `scores-not-finite` */
export function gradCam(embedding: Embedding, density: Density, cells: Cells): ScoreGrid {
  const { mapSide } = embedding;
  const { stridePx, offsetPx, region } = cells;
  const sites = sitesIn(embedding, cells);
  const scores = spread(keepRows(camScores(embedding, density), sites), sites);
  const grid = { rows: mapSide, columns: mapSide, stridePx, offsetPx, scores };
  return sites ? { ...grid, region } : grid;
}

/** The values of the cells that belong to the region. */
export const camValues = (embedding: Embedding, density: Density, cells: Cells): Float32Array =>
  keepRows(camScores(embedding, density), sitesIn(embedding, cells));

function camScores(embedding: Embedding, density: Density): Float32Array {
  const { features, map, mapSide } = embedding;
  if (!map) throw new Error('GradCAM needs the last feature map.');
  const weights = density.gradient(features);
  const scores = new Float32Array(mapSide * mapSide);
  for (let place = 0; place < scores.length; place++) {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += weights[k] * map[place * weights.length + k];
    scores[place] = Math.max(0, sum);
  }
  requireFiniteScores(scores);
  return scores;
}

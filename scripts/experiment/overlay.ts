/** The overlay of an anomaly map on its picture, with the same upsampling, colour table and outlines as the page's viewer. */
import type { Config } from '../../src/core/config/schema.ts';
import { colourise, colourTable } from '../../src/core/heatmap/colour-tables.ts';
import { upsampleMap } from '../../src/core/heatmap/upsample-map.ts';
import type { RgbImage } from '../../src/core/image/types.ts';
import type { MapKind } from '../../src/worker/protocol.ts';
import type { SnapshotGrid, SnapshotPixels } from './snapshot.ts';

const OPACITY = 0.75;
const OUTLINE = [255, 255, 255] as const;

/** Anomaly map at the picture's size, `[sizePx, sizePx]`. */
export function mapAtSize(grid: SnapshotGrid, kind: MapKind, sizePx: number, config: Config): Float32Array {
  const scores = Float32Array.from(grid.scores);
  return upsampleMap({ ...grid, scores }, kind, sizePx, config.evaluation.sigmaPx);
}

/** Colours run from `low` to `high`; the mask is outlined in white. */
export function overlay(picture: SnapshotPixels, map: Float32Array, low: number, high: number): RgbImage {
  const { width, height, pixels, mask } = picture;
  const rgba = new Uint8ClampedArray(4 * width * height);
  colourise(map, colourTable('inferno'), { low, high, centre: null }, rgba);
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    // Normal places stay as photographed.
    const opacity = OPACITY * Math.min(1, Math.max(0, (map[i] - low) / (high - low || 1)));
    const colour = mask && onOutline(mask, i, width, height) ? OUTLINE : null;
    for (let c = 0; c < 3; c++) {
      const blended = (1 - opacity) * pixels[3 * i + c] + opacity * rgba[4 * i + c];
      data[3 * i + c] = colour ? colour[c] : Math.round(blended);
    }
  }
  return { width, height, data };
}

/** Inside the mask with a neighbour outside (or beyond the picture). */
function onOutline(mask: Uint8Array, i: number, width: number, height: number): boolean {
  if (!mask[i]) return false;
  const x = i % width;
  const y = (i - x) / width;
  return (
    x === 0 ||
    y === 0 ||
    x === width - 1 ||
    y === height - 1 ||
    !mask[i - 1] ||
    !mask[i + 1] ||
    !mask[i - width] ||
    !mask[i + width]
  );
}

/** Range of colours shared by all maps of a run: from the median of the places to where 1 in 500 lies above. */
export function sharedRange(grids: readonly SnapshotGrid[]): readonly [number, number] {
  const all = Float64Array.from(grids.flatMap(({ scores }) => scores)).sort();
  if (all.length === 0) return [0, 1];
  return [all[Math.floor(all.length / 2)], all[Math.ceil(0.998 * (all.length - 1))]];
}

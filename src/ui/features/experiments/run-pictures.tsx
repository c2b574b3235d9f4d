/** The small pictures and maps that are kept with a run, each on a canvas of its own size. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import { colourTable } from '../../../core/heatmap/colour-tables.ts';
import type { RunMaps, RunThumbnails } from '../../../core/runs/types.ts';
import { usePlayground } from '../../../store/store.ts';

/** A colour `[r, g, b]` at each pixel of a square. */
function Square({
  side,
  at,
}: {
  readonly side: number;
  readonly at: (i: number, channel: number) => number;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let i = 0; i < side * side; i++) for (let c = 0; c < 3; c++) data[4 * i + c] = at(i, c);
    ref.current?.getContext('2d')?.putImageData(new ImageData(data, side, side), 0, 0);
  }, [side, at]);
  return <canvas ref={ref} width={side} height={side} aria-hidden="true" />;
}

export function Picture({
  thumbnails,
  index,
}: {
  readonly thumbnails: RunThumbnails;
  readonly index: number;
}) {
  const { side, pixels } = thumbnails;
  const from = index * side * side * 3;
  const at = useCallback((i: number, c: number) => pixels[from + 3 * i + c], [pixels, from]);
  return <Square side={side} at={at} />;
}

export function MapPicture({ maps, index }: { readonly maps: RunMaps; readonly index: number }) {
  const name = usePlayground((state) => state.mapView.colourTable);
  const { side, indices, levels } = maps;
  const from = indices.indexOf(index) * side * side;
  const at = useCallback(
    (i: number, c: number) => colourTable(name)[3 * levels[from + i] + c],
    [name, levels, from],
  );
  return <Square side={side} at={at} />;
}

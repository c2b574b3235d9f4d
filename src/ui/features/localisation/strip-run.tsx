/**
 * The pictures of a run of neighbours in the film strip, on one canvas: each canvas is a layer of its own that the browser keeps, sends and
 * draws by itself, frame by frame.
 */
import { memo, useLayoutEffect, useRef } from 'react';
import type { RgbImage } from '../../../core/image/types.ts';
import { paintSoon } from '../../components/paint-turns.ts';
import { canvasSide, shrinkToRgba } from '../../components/thumbnail-pixels.ts';
import styles from './film-strip.module.css';
import type { RankedImage } from './ranking.ts';

/** Images on one canvas. */
export const RUN = 8;
/** From one image of the strip to the next. */
export const ITEM_PX = 84;
/** The picture within its item, as `.thumbnail` in the style sheet has it. */
const LEFT_PX = 5;
const WIDTH_PX = 70;
const HEIGHT_PX = 67;
const CORNER_PX = 3;

let scratch: OffscreenCanvas | null = null;

/** The image at its place of the run; `unit` is canvas pixels of one CSS pixel. */
function paintPicture(context: CanvasRenderingContext2D, image: RgbImage, place: number, unit: number): void {
  const side = canvasSide(image.width, WIDTH_PX, unit);
  scratch ??= new OffscreenCanvas(side, side);
  if (scratch.width !== side) scratch.width = scratch.height = side;
  scratch.getContext('2d')?.putImageData(new ImageData(shrinkToRgba(image, side), side, side), 0, 0);
  const x = place * ITEM_PX + LEFT_PX;
  context.save();
  context.scale(unit, unit);
  context.clearRect(place * ITEM_PX, 0, ITEM_PX, HEIGHT_PX);
  context.beginPath();
  context.roundRect(x, 0, WIDTH_PX, HEIGHT_PX, CORNER_PX);
  context.clip();
  context.drawImage(scratch, x, 0, WIDTH_PX, HEIGHT_PX);
  context.restore();
}

interface Props {
  /** At most RUN, from left to right; must keep its identity between renders. */
  readonly images: readonly RankedImage[];
  /** Of the first image within the strip, in CSS pixels. */
  readonly start: number;
}

/** Decorative: the items of the strip name their images. */
export const StripRun = memo(function StripRun({ images, start }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  /** What stands at each place, so that a new order paints only what moved. */
  const painted = useRef<(RgbImage | undefined)[]>([]);
  useLayoutEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const unit = Math.min(devicePixelRatio, 2);
    const width = Math.ceil(RUN * ITEM_PX * unit);
    if (element.width !== width) {
      element.width = width;
      element.height = Math.ceil(HEIGHT_PX * unit);
      painted.current = [];
    }
    const takeBack = images.map(({ item }, place) =>
      painted.current[place] === item.image
        ? null
        : paintSoon(() => {
            const context = element.getContext('2d');
            if (context) paintPicture(context, item.image, place, unit);
            painted.current[place] = item.image;
          }),
    );
    return () => takeBack.forEach((take) => take?.());
  }, [images]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      className={styles.run}
      style={{ left: start, width: RUN * ITEM_PX, height: HEIGHT_PX }}
    />
  );
});

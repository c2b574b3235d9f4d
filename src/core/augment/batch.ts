/**
 * The batch of a step: a pure function of configuration (with its seed), images and step; every draw has its own key, so batches can
 * be made in any order and on any thread. Sources come from shuffled epochs without replacement. In patch mode each source is
 * cropped first (Eq. 3). Order: all views of class 0, then of class 1, and so on.
 */
import type { Config } from '../config/schema.ts';
import { PlaygroundError } from '../errors.ts';
import { createImage } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import { createRandom, type Random } from '../random/random.ts';
import { fillOutside, regionAt, type Region } from '../region/region.ts';
import { applyGlobal, applyView } from './apply.ts';
import { inputSizePx } from './batch-size.ts';
import { drawGlobal, drawView, pixelScaleOf } from './draw.ts';
import { cropInside, drawCrop, drawInside, wholeInside, type Inside } from './inside.ts';
import { drawOther, viewOther, type OtherDraw } from './other.ts';
import type { OtherView } from './types.ts';
import { ORIGINAL_FACTOR, pasteThenResize } from './paste-before-resize.ts';
import { kindOf, type ViewDraw } from './registry.ts';
import { drawKind, taskViews } from './tasks.ts';
import type { GlobalDraw } from './types.ts';

/** One sample of a batch: which image, which crop of it, and what was drawn. */
export interface BatchDraw {
  readonly imageIndex: number;
  /** c(x) in pixels of the image; the whole image for the image model. */
  readonly crop: Rect;
  /** The same object for all views of a source. */
  readonly global: GlobalDraw;
  readonly label: number;
  /** The second image of kinds that read one. */
  readonly other: OtherDraw | null;
  readonly view: ViewDraw;
  /** `[size, size]` of the view: 1 where it shows what lies in the region of interest; absent without one. */
  readonly inside?: Uint8Array;
}

export interface Batch {
  /** `[batch, size, size, 3]`. */
  readonly pixels: Uint8Array;
  /** `[batch]`, indices into `taskViews(task)`. */
  readonly labels: Uint8Array;
  readonly size: number;
  readonly draws: readonly BatchDraw[];
}

/** Indices of the sources of a step: positions step * n ... of an endless row of shuffled epochs. */
function drawSources(seed: number, imageCount: number, step: number, n: number): number[] {
  const all = Array.from({ length: imageCount }, (_, i) => i);
  const result: number[] = [];
  let epoch = -1;
  let order: number[] = all;
  for (let position = step * n; position < (step + 1) * n; position++) {
    const wanted = Math.floor(position / imageCount);
    if (wanted !== epoch) order = createRandom(seed, 'epoch', (epoch = wanted)).shuffle(all);
    result.push(order[position % imageCount]);
  }
  return result;
}

/** Crops and views that lie in a region of interest. */
class Within {
  private readonly whole: Inside;
  private readonly views = new Map<string, Inside>();

  constructor(private readonly region: Region) {
    this.whole = wholeInside(region);
  }

  crop(random: Random, size: number): Rect {
    if (size === this.whole.size) return { x: 0, y: 0, width: size, height: size };
    return drawCrop(random, this.whole, size);
  }

  of(crop: Rect, { shift }: GlobalDraw): Inside {
    const key = [crop.x, crop.y, crop.width, shift.x, shift.y].join();
    const known = this.views.get(key) ?? cropInside(this.region, crop, shift);
    this.views.set(key, known);
    return known;
  }
}

/** Everything random of a step, for square images of one size; no pixels are read. Views are in pixels of the crop (of the pretended original under `pasteBeforeResize`). */
export function drawBatch(
  imageCount: number,
  imageSizePx: number,
  config: Config,
  step: number,
): BatchDraw[] {
  const { seed, augment, model } = config;
  const size = inputSizePx(model, imageSizePx);
  const region = regionAt(config.data.region, imageSizePx);
  const within = region && new Within(region);
  const viewSize = config.mistakes.pasteBeforeResize ? size * ORIGINAL_FACTOR : size;
  const sources = drawSources(seed, imageCount, step, config.training.sourcesPerStep);
  const shared = sources.map((imageIndex, j): { imageIndex: number; crop: Rect; global: GlobalDraw } => {
    const random = createRandom(seed, 'source', step, j);
    const corner = () => random.int(0, imageSizePx - size);
    const crop = within?.crop(random, size) ?? { x: corner(), y: corner(), width: size, height: size };
    const global = drawGlobal(augment.global, size, size, random);
    // A shift must not carry the region out of the crop.
    const lost = within?.of(crop, global).count === 0;
    return { imageIndex, crop, global: lost ? { ...global, shift: { x: 0, y: 0 } } : global };
  });
  return taskViews(augment.task).flatMap((taskClass, label) =>
    shared.map((source, j): BatchDraw => {
      const random = createRandom(seed, 'view', step, label, j);
      const kind = drawKind(taskClass, augment, random);
      const place = kindOf(kind).other;
      const ofOther = createRandom(seed, 'other', step, label, j);
      const other = place ? drawOther(place, source, imageCount, imageSizePx, ofOther) : null;
      const pixelScale = pixelScaleOf(imageSizePx);
      if (!within) {
        const view = drawView(kind, augment, viewSize, viewSize, random, pixelScale);
        return { ...source, label, other, view };
      }
      const own = within.of(source.crop, source.global);
      const crop = other && place === 'anywhere' ? within.crop(ofOther, size) : other?.crop;
      const second = crop && within.of(crop, source.global);
      const view = { width: viewSize, height: viewSize };
      return {
        ...source,
        label,
        other: other && { ...other, crop: crop ?? other.crop, inside: second?.pixels },
        view: drawInside(kind, { settings: augment, view, random, pixelScale }, own, second),
        inside: own.pixels,
      };
    }),
  );
}

/** The pixels that all views of a source share: crop c(x), shift, global jitter; this is its view of class 0. */
export function renderSource(images: readonly RgbImage[], draw: BatchDraw): RgbImage {
  return applyGlobal(images[draw.imageIndex], draw.global, draw.crop, draw.inside);
}

/** The second image of a view, under the same global augmentation; undefined for kinds that read none. */
export function otherOf(images: readonly RgbImage[], { other, global }: BatchDraw): OtherView | undefined {
  return other ? viewOther(images[other.imageIndex], other, global) : undefined;
}

/** A view of a source (`renderSource`), as it stands in the batch; class 0 is the source itself. */
export function renderView(
  images: readonly RgbImage[],
  draw: BatchDraw,
  source: RgbImage,
  pasteBeforeResize: boolean,
  target?: Uint8Array,
): RgbImage {
  if (draw.label === 0) return source;
  const render = pasteBeforeResize ? pasteThenResize : applyView;
  const view = render(source, draw.view, target, otherOf(images, draw));
  if (draw.inside) fillOutside(view, draw.inside);
  return view;
}

/**
 * The batch of a step. Images are square and of one size.
 * @throws PlaygroundError `no-training-images` or `image-size-differs`.
 */
export function makeBatch({
  images,
  config,
  step,
}: {
  readonly images: readonly RgbImage[];
  readonly config: Config;
  readonly step: number;
}): Batch {
  if (images.length === 0) {
    throw new PlaygroundError(
      'no-training-images',
      'There are no normal training images. Add some, or choose a sample.',
    );
  }
  const imageSizePx = images[0].width;
  for (const { width, height } of images) {
    if (width === imageSizePx && height === imageSizePx) continue;
    throw new PlaygroundError(
      'image-size-differs',
      `An image is ${width} x ${height} px where all must be ${imageSizePx} x ${imageSizePx} px. Load the images again.`,
      { width, height, expected: imageSizePx },
    );
  }
  const size = inputSizePx(config.model, imageSizePx);
  const draws = drawBatch(images.length, imageSizePx, config, step);
  const bytes = size * size * 3;
  const pixels = new Uint8Array(draws.length * bytes);
  // Label 0 is the source itself: its slice of the batch is the image that the other views are made from.
  const sources = config.training.sourcesPerStep;
  draws.forEach((draw, i) => {
    const target = pixels.subarray(i * bytes, (i + 1) * bytes);
    if (i < sources) {
      target.set(renderSource(images, draw).data);
    } else {
      const j = i % sources;
      const source = createImage(size, size, pixels.subarray(j * bytes, (j + 1) * bytes));
      renderView(images, draw, source, config.mistakes.pasteBeforeResize, target);
    }
  });
  return { pixels, labels: Uint8Array.from(draws, (draw) => draw.label), size, draws };
}

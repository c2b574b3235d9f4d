/**
 * NSA (Schlueter et al., "Natural Synthetic Anomalies for Self-Supervised Anomaly Detection and Localization", ECCV 2022): a patch of another normal
 * image, resized by 0.7 to 1.3, blended in by its gradients (Poisson image editing). Where the image has a plain background, patch and place are
 * chosen on the object: of several places drawn, the first that shows enough of it. Sizes follow the law of the CutPaste patch.
 */
import { resizeBilinear } from '../../image/resize.ts';
import type { Rect } from '../../image/types.ts';
import { objectShare } from '../object-share.ts';
import { cropOther } from '../other.ts';
import { clampRect, drawPatchBox, drawPlace, readPatchBox, wholePixels } from '../patch-law.ts';
import { blendPoisson, sourceGradient } from '../poisson.ts';
import type { Point } from '../types.ts';
import type { KindOfTwo } from './kind.ts';

export interface NsaDraw {
  readonly kind: 'nsa';
  /** In the other image. */
  readonly source: Rect;
  /** In the image; the patch is resized to it. */
  readonly box: Rect;
  /** Further corners, tried in turn where the first shows too little of the object. */
  readonly otherSources: readonly Point[];
  readonly otherPlaces: readonly Point[];
}

const LEAST_SCALE = 0.7;
const LARGEST_SCALE = 1.3;
/** Standard deviation of the scale about 1, before it is cut off. */
const SCALE_SPREAD = 0.5;
const FURTHER_PLACES = 7;
/** Of a box, that must lie on the object. */
const LEAST_OBJECT = 0.25;

/** The first place that shows enough of the object, else the one that shows most. */
function choose(rect: Rect, further: readonly Point[], share: (rect: Rect) => number): Rect {
  let best = rect;
  let most = share(rect);
  for (const corner of further) {
    if (most >= LEAST_OBJECT) break;
    const next = { ...rect, ...corner };
    const found = share(next);
    if (found > most) [best, most] = [next, found];
  }
  return best;
}

export const nsa: KindOfTwo<NsaDraw, 'descendant'> = {
  kind: 'nsa',
  family: 'descendant',
  colour: 'cutpaste',
  url: 'https://arxiv.org/abs/2109.15222',
  parameters: { cutpaste: ['augment.cutpaste.'] },
  other: 'anywhere',
  draw(context) {
    const { random, view } = context;
    const box = drawPatchBox(context);
    const scale = Math.min(LARGEST_SCALE, Math.max(LEAST_SCALE, 1 + SCALE_SPREAD * random.normal()));
    const size = wholePixels({ width: box.width / scale, height: box.height / scale }, view);
    const places = (of: { width: number; height: number }) =>
      Array.from({ length: FURTHER_PLACES }, () => drawPlace(random, view, of));
    const source = { ...drawPlace(random, view, size), ...size };
    return { kind: 'nsa', source, box, otherSources: places(size), otherPlaces: places(box) };
  },
  settle(draw, image, other) {
    const { source, box, otherSources, otherPlaces } = draw;
    if (otherSources.length === 0 && otherPlaces.length === 0) return draw;
    return {
      ...draw,
      source: choose(source, otherSources, objectShare(other.image)),
      box: choose(box, otherPlaces, objectShare(image)),
      otherSources: [],
      otherPlaces: [],
    };
  },
  apply(image, { source, box }, target, other) {
    const cut = cropOther(other, source);
    const resized = resizeBilinear(cut, box.width, box.height);
    const trace = blendPoisson(image, resized, box, target, sourceGradient);
    return {
      ...trace,
      steps: () => [{ name: 'cut', image: cut }, { name: 'resized', image: resized }, ...trace.steps()],
    };
  },
  boxes: ({ source, box }) => ({ cut: source, paste: box }),
  setBox(draw, name, rect, view) {
    const placed = { ...draw, otherSources: [], otherPlaces: [] };
    if (name === 'cut') return { ...placed, source: rect };
    // The patch keeps its scale.
    const [sx, sy] = [draw.source.width / draw.box.width, draw.source.height / draw.box.height];
    const source = { ...draw.source, width: rect.width * sx, height: rect.height * sy };
    return { ...placed, box: rect, source: clampRect(source, view) };
  },
  readout({ source, box }, context) {
    const numbers = readPatchBox(box, context);
    // Half a pixel of rounding on each side; a patch as long as the view cannot be larger.
    const within = (from: number, to: number, most: number) =>
      (from === most || (to + 0.5) / (from - 0.5) >= LEAST_SCALE) &&
      (to - 0.5) / (from + 0.5) <= LARGEST_SCALE;
    const scaled =
      within(source.width, box.width, context.view.width) &&
      within(source.height, box.height, context.view.height);
    return { ...numbers, withinLaw: numbers.withinLaw && scaled };
  },
  facts: ({ source, box }) => ({
    factor: Math.sqrt((box.width * box.height) / (source.width * source.height)).toFixed(2),
  }),
};

/** One image with its masks, from files to bytes at the working size. Whatever is wrong with them becomes a reason. */
import { rasterise } from '../../core/dataset/annotations/raster.ts';
import type { Annotation } from '../../core/dataset/annotations/types.ts';
import { fitGeometry, type Fit } from '../../core/dataset/fit.ts';
import type { DepthScales } from '../../core/dataset/formats/depth.ts';
import { Malformed, Truncated, Unsupported } from '../../core/dataset/formats/bytes.ts';
import { paddingProblem } from '../../core/dataset/formats/padding.ts';
import { sizeProblem, type ImageHeader } from '../../core/dataset/formats/header.ts';
import { inspect } from '../../core/dataset/formats/inspect.ts';
import { SNIFF_BYTES } from '../../core/dataset/formats/sniff.ts';
import { borderColour, isFewColours, looksLikeMask } from '../../core/dataset/mask-like.ts';
import { MaskPlane, shrinkMarks, turn } from '../../core/dataset/mask-plane.ts';
import { pixelHash } from '../../core/dataset/pixel-hash.ts';
import { AreaRows } from '../../core/dataset/resample.ts';
import { entryProblem, ZIP_LIMITS } from '../../core/dataset/zip.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { readHead, readSource, sourceBytes, type FileSource } from '../files/file-source.ts';
import { allocateBytes } from '../worker-serve.ts';
import { openPixels, type Pixels } from './pixel-bands.ts';
import type {
  DecodedImage,
  DecodeRequest,
  DecodeResponse,
  MaskFacts,
  ProbeResponse,
  Refusal,
  RegionResponse,
  Size,
} from './protocol.ts';

/** Above this, one image at a time is decoded on the whole page: sixteen megapixels are 64 MB of RGBA. */
const LARGE_PIXELS = 16_000_000;

/** Larger files are looked at by their first bytes before they are read whole. */
const HEAD_FIRST_BYTES = 4 * 2 ** 20;

export type Opened = { readonly header: ImageHeader; readonly pixels: Pixels };

const isRefusal = (value: object): value is Refusal => 'reason' in value;

/** Reads and checks a source before it is decoded. */
async function readChecked(
  source: FileSource,
): Promise<{ bytes: Uint8Array; header: ImageHeader } | Refusal> {
  const problem = source.entry && entryProblem(source.entry);
  if (problem) return { reason: 'damaged', detail: problem };
  if (sourceBytes(source) > HEAD_FIRST_BYTES) {
    const head = await readHead(source, SNIFF_BYTES);
    const padded = paddingProblem(head, sourceBytes(source));
    if (padded) return padded;
  }
  if (sourceBytes(source) > ZIP_LIMITS.entryBytes) {
    const found = inspect(await readHead(source, SNIFF_BYTES));
    const tooLarge = found.ok || found.reason === 'damaged';
    return tooLarge ? { reason: 'too-large', detail: 'The file is larger than 512 MiB.' } : found;
  }
  const bytes = await readSource(source);
  const found = inspect(bytes);
  return found.ok ? { bytes, header: found.header } : { reason: found.reason, detail: found.detail };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Unsupported) return { reason: 'unsupported-format', detail: error.message };
  if (error instanceof Malformed || error instanceof Truncated || error instanceof PlaygroundError) {
    return { reason: 'damaged', detail: error.message };
  }
  if (error instanceof DOMException && error.name === 'NotReadableError') {
    return { reason: 'damaged', detail: 'The file could not be read; it may have been moved or changed.' };
  }
  return { reason: 'damaged', detail: 'It could not be decoded.' };
}

/** Opens a source, hands it to `use` and closes it; at most one large image on the page is open at a time. */
export async function withPixels<T>(
  source: FileSource,
  use: (opened: Opened) => T | Refusal,
  scales: DepthScales = {},
): Promise<T | Refusal> {
  try {
    const checked = await readChecked(source);
    if (isRefusal(checked)) return checked;
    const { bytes, header } = checked;
    const decode = async (): Promise<T | Refusal> => {
      const pixels = await openPixels(bytes, header, source.entry ? null : source.file, scales);
      try {
        const problem = sizeProblem(pixels.widthPx, pixels.heightPx);
        return problem ?? use({ header, pixels });
      } finally {
        pixels.close();
      }
    };
    const large = header.widthPx * header.heightPx > LARGE_PIXELS && 'locks' in navigator;
    return await (large ? navigator.locks.request('cutpaste-large-image', decode) : decode());
  } catch (error) {
    return refusalOf(error);
  }
}

function remarkOf({ format, several }: ImageHeader): DecodedImage['remark'] {
  if (!several) return null;
  return format === 'tiff' ? 'first-page' : 'first-frame';
}

/** The image as a square of `sizePx`, into `out`. */
function resample({ pixels }: Opened, sizePx: number, fit: Fit, out: Uint8Array): void {
  const geometry = fitGeometry(pixels.widthPx, pixels.heightPx, sizePx, fit);
  const rows = new AreaRows(geometry, sizePx, out);
  for (const band of pixels.bands(geometry.source)) rows.add(band);
}

function decodeImage(
  source: FileSource,
  { sizePx, fit, set }: DecodeRequest,
): Promise<DecodedImage | Refusal> {
  return withPixels(
    source,
    (opened): DecodedImage => {
      const { widthPx, heightPx, depth } = opened.pixels;
      const out = allocateBytes(sizePx * sizePx * 3);
      resample(opened, sizePx, fit, out);
      const { header } = opened;
      const hash = pixelHash(out);
      const facts = {
        remark: remarkOf(header),
        orientation: header.orientation ?? 1,
        maskLike: looksLikeMask(out, 3),
      };
      return { widthPx, heightPx, pixels: out, hash, depth, ...facts };
    },
    set.scales,
  );
}

const LOSSY = new Set(['jpeg', 'webp', 'avif']);

/** An image whose masks are wanted: its size as seen, and the orientation that was applied. */
interface Seen extends Size {
  readonly orientation: number;
}

/** Whether a mask of this size is to be turned as its image was. Refused where neither way fits. */
function turning(mask: Size, image: Seen, own: number): MaskFacts['turned'] | Refusal {
  const { orientation } = image;
  const asSeen = mask.widthPx === image.widthPx && mask.heightPx === image.heightPx;
  const asStored = mask.widthPx === image.heightPx && mask.heightPx === image.widthPx;
  const swaps = orientation >= 5;
  if (asStored && !asSeen && swaps && own === 1) return 'turned';
  if (!asSeen) {
    return {
      reason: 'mask-size-differs',
      detail: `The mask has ${mask.widthPx} × ${mask.heightPx} px, its image ${image.widthPx} × ${image.heightPx} px.`,
    };
  }
  const proved = orientation === 1 || own === orientation || (swaps && !asStored);
  return proved ? 'no' : 'unsure';
}

function decodeMask(
  source: FileSource,
  image: Seen,
  { sizePx, fit, set }: DecodeRequest,
): Promise<(MaskFacts & { readonly data: Uint8Array }) | Refusal> {
  return withPixels(source, ({ header, pixels }) => {
    const { widthPx, heightPx } = pixels;
    const turned = turning(pixels, image, header.orientation ?? 1);
    if (typeof turned === 'object') return turned;
    const plane = new MaskPlane(widthPx, heightPx, set.ground);
    const whole = { x: 0, y: 0, width: widthPx, height: heightPx };
    for (const band of pixels.bands(whole, true)) plane.add(band);
    const stored = plane.marks(!LOSSY.has(header.format));
    const marks = turned === 'turned' ? turn(stored, widthPx, heightPx, image.orientation) : stored;
    const geometry = fitGeometry(image.widthPx, image.heightPx, sizePx, fit);
    const marked = marks.reduce((sum, value) => sum + value, 0);
    const { data } = shrinkMarks(marks, image.widthPx, geometry, sizePx);
    return { data, share: marked / marks.length, turned };
  });
}

/** What annotations mark, at the working size. Shapes that were drawn on the unturned photograph are turned with it where sizes prove it. */
function drawAnnotation(
  annotation: Annotation,
  image: Seen,
  { sizePx, fit }: DecodeRequest,
): MaskFacts & { readonly data: Uint8Array } {
  const { widthPx, heightPx, orientation } = image;
  const stored = orientation >= 5 && annotation.widthPx === heightPx && annotation.heightPx === widthPx;
  const turned = stored && widthPx !== heightPx;
  const marks = turned
    ? turn(rasterise(annotation, heightPx, widthPx), heightPx, widthPx, orientation)
    : rasterise(annotation, widthPx, heightPx);
  const geometry = fitGeometry(widthPx, heightPx, sizePx, fit);
  const marked = marks.reduce((sum, value) => sum + value, 0);
  const { data } = shrinkMarks(marks, widthPx, geometry, sizePx);
  return { data, share: marked / marks.length, turned: turned ? 'turned' : 'no' };
}

/** Never throws: what is wrong with a file is in the response. */
export async function decodeFile(request: DecodeRequest): Promise<DecodeResponse> {
  const { source, sizePx } = request;
  const image = source ? await decodeImage(source, request) : null;
  const seen =
    image && !isRefusal(image) ? image : request.original && { ...request.original, orientation: 1 };
  const without = { reason: 'mask-without-image', detail: 'Its image was left out.' } as const;
  let mask: Uint8Array | null = null;
  const masks: (MaskFacts | Refusal)[] = [];
  const add = (decoded: (MaskFacts & { readonly data: Uint8Array }) | Refusal): void => {
    if (isRefusal(decoded)) {
      masks.push({ reason: decoded.reason, detail: decoded.detail });
      return;
    }
    masks.push({ share: decoded.share, turned: decoded.turned });
    if (decoded.share === 0) return;
    mask ??= allocateBytes(sizePx * sizePx);
    for (let i = 0; i < mask.length; i++) mask[i] |= decoded.data[i];
  };
  for (const maskSource of request.masks) {
    add(seen ? await decodeMask(maskSource, seen, request) : without);
  }
  const { annotation } = request;
  if (seen && annotation && annotation.shapes.length > 0) add(drawAnnotation(annotation, seen, request));
  return { kind: 'image', image, mask, masks };
}

/** A region of interest: whatever is not black, or the opaque part of a stencil, is inside. A photograph is refused: it is none. */
export async function decodeRegion(source: FileSource, sizePx: number, fit: Fit): Promise<RegionResponse> {
  const region = await withPixels(source, ({ header, pixels }): RegionResponse['region'] => {
    const { widthPx, heightPx } = pixels;
    const plane = new MaskPlane(widthPx, heightPx);
    const whole = { x: 0, y: 0, width: widthPx, height: heightPx };
    let maskLike = true;
    for (const band of pixels.bands(whole, true)) {
      plane.add(band);
      const bytes = band.data.subarray(0, band.rowCount * widthPx * band.channels);
      maskLike &&= isFewColours(bytes, band.channels);
    }
    if (!maskLike) return { reason: 'not-an-image', detail: 'photograph' };
    const marks = plane.marks(!LOSSY.has(header.format));
    const geometry = fitGeometry(widthPx, heightPx, sizePx, fit);
    return { inside: shrinkMarks(marks, widthPx, geometry, sizePx).data, widthPx, heightPx };
  });
  return { kind: 'region', region };
}

/** Side of the thumbnail of a first look. */
const PROBE_PX = 64;

/** A first look at a file: whether it has the content of a mask, and a thumbnail. */
export async function probeFile(source: FileSource): Promise<ProbeResponse> {
  const found = await withPixels(source, (opened) => {
    const { pixels } = opened;
    const thumbnail = new Uint8Array(PROBE_PX * PROBE_PX * 3);
    resample(opened, PROBE_PX, 'stretch', thumbnail);
    let first: { readonly maskLike: boolean; readonly border: number } | null = null;
    // The rows of one band say enough of what the content is; the border is that of the thumbnail.
    const middle = Math.floor(pixels.heightPx / 2);
    const region = {
      x: 0,
      y: Math.max(0, middle - 128),
      width: pixels.widthPx,
      height: Math.min(256, pixels.heightPx),
    };
    for (const { data, channels } of pixels.bands(region)) {
      first ??= {
        maskLike: looksLikeMask(data, channels),
        border: borderColour(thumbnail, PROBE_PX, PROBE_PX),
      };
    }
    return { thumbnail, facts: { maskLike: false, border: 0, ...first, depth: pixels.depth } };
  });
  return 'reason' in found
    ? { kind: 'probe', facts: null, thumbnail: null }
    : { kind: 'probe', facts: found.facts, thumbnail: found.thumbnail };
}

/** One image with its masks, from files to bytes at the working size. Whatever is wrong with them becomes a reason. */
import { fitGeometry, type Fit } from '../../core/dataset/fit.ts';
import { Malformed, Truncated, Unsupported } from '../../core/dataset/formats/bytes.ts';
import { sizeProblem, type ImageHeader } from '../../core/dataset/formats/header.ts';
import { inspect } from '../../core/dataset/formats/inspect.ts';
import { SNIFF_BYTES } from '../../core/dataset/formats/sniff.ts';
import { pixelHash } from '../../core/dataset/pixel-hash.ts';
import { AreaRows, NearestRows } from '../../core/dataset/resample.ts';
import { entryProblem, ZIP_LIMITS } from '../../core/dataset/zip.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { readSource, sourceBytes, type FileSource } from '../files/file-source.ts';
import { allocateBytes } from '../worker-serve.ts';
import { openPixels, type Pixels } from './pixel-bands.ts';
import type { DecodedImage, DecodeRequest, DecodeResponse, Refusal, Size } from './protocol.ts';

/** Above this, one image at a time is decoded on the whole page: sixteen megapixels are 64 MB of RGBA. */
const LARGE_PIXELS = 16_000_000;

type Opened = { readonly header: ImageHeader; readonly pixels: Pixels };

const isRefusal = (value: object): value is Refusal => 'reason' in value;

/** Reads and checks a source before it is decoded. */
async function readChecked(
  source: FileSource,
): Promise<{ bytes: Uint8Array; header: ImageHeader } | Refusal> {
  const problem = source.entry && entryProblem(source.entry);
  if (problem) return { reason: 'damaged', detail: problem };
  if (sourceBytes(source) > ZIP_LIMITS.entryBytes) {
    const head = new Uint8Array(await source.file.slice(0, SNIFF_BYTES).arrayBuffer());
    const found = inspect(head);
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
async function withPixels<T>(source: FileSource, use: (opened: Opened) => T | Refusal): Promise<T | Refusal> {
  try {
    const checked = await readChecked(source);
    if (isRefusal(checked)) return checked;
    const { bytes, header } = checked;
    const decode = async (): Promise<T | Refusal> => {
      const pixels = await openPixels(bytes, header, source.entry ? null : source.file);
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

function decodeImage(source: FileSource, sizePx: number, fit: Fit): Promise<DecodedImage | Refusal> {
  return withPixels(source, ({ header, pixels }): DecodedImage => {
    const { widthPx, heightPx } = pixels;
    const geometry = fitGeometry(widthPx, heightPx, sizePx, fit);
    const out = allocateBytes(sizePx * sizePx * 3);
    const rows = new AreaRows(geometry, sizePx, out);
    for (const band of pixels.bands(geometry.source)) rows.add(band);
    return { widthPx, heightPx, pixels: out, hash: pixelHash(out), remark: remarkOf(header) };
  });
}

const LOSSY = new Set(['jpeg', 'webp', 'avif']);

function decodeMask(
  source: FileSource,
  original: Size,
  sizePx: number,
  fit: Fit,
): Promise<{ readonly data: Uint8Array } | Refusal> {
  return withPixels(source, ({ header, pixels }): { readonly data: Uint8Array } | Refusal => {
    const { widthPx, heightPx } = pixels;
    if (widthPx !== original.widthPx || heightPx !== original.heightPx) {
      return {
        reason: 'mask-size-differs',
        detail: `The mask has ${widthPx} × ${heightPx} px, its image ${original.widthPx} × ${original.heightPx} px.`,
      };
    }
    const geometry = fitGeometry(widthPx, heightPx, sizePx, fit);
    const rows = new NearestRows(geometry, sizePx);
    for (const band of pixels.bands(geometry.source)) rows.add(band);
    return { data: rows.finish({ lossless: !LOSSY.has(header.format) }).data };
  });
}

/** Never throws: what is wrong with a file is in the response. */
export async function decodeFile(request: DecodeRequest): Promise<DecodeResponse> {
  const { source, masks, sizePx, fit } = request;
  const image = source ? await decodeImage(source, sizePx, fit) : null;
  const original = image && !isRefusal(image) ? image : request.original;
  const without = { reason: 'mask-without-image', detail: 'Its image was left out.' } as const;
  let mask: Uint8Array | null = null;
  const maskRefusals: (Refusal | null)[] = [];
  for (const maskSource of masks) {
    const decoded = original ? await decodeMask(maskSource, original, sizePx, fit) : without;
    if (isRefusal(decoded)) {
      maskRefusals.push({ reason: decoded.reason, detail: decoded.detail });
      continue;
    }
    mask ??= allocateBytes(sizePx * sizePx);
    for (let i = 0; i < mask.length; i++) mask[i] |= decoded.data[i];
    maskRefusals.push(null);
  }
  return { kind: 'image', image, mask, maskRefusals };
}

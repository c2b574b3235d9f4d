/** The planned images of an import, decoded one beside the other; files deeper than 8 bits at one scale for all. */
import type { Candidate } from '../../core/dataset/assemble.ts';
import type { Fit } from '../../core/dataset/fit.ts';
import { scalesOf } from '../../core/dataset/formats/depth.ts';
import type { PlannedImage } from '../../core/dataset/layout-types.ts';
import { displayPath } from '../../core/dataset/layout.ts';
import type { SetFacts } from '../../core/dataset/set-facts.ts';
import type { SkippedFile } from '../../core/dataset/types.ts';
import { decode, lanes } from '../decode/decoder.ts';
import type { DecodedImage, DecodeResponse } from '../decode/protocol.ts';
import { inLanes } from '../turn.ts';
import type { NamedSource } from './gather.ts';

export interface DecodeOptions {
  readonly sizePx: number;
  readonly fit: Fit;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Decoded extends Candidate {
  readonly planned: PlannedImage;
  readonly image: DecodedImage;
  readonly response: DecodeResponse;
}

export interface DecodedAll {
  readonly decoded: readonly Decoded[];
  readonly skipped: readonly SkippedFile[];
  /** With the scales that were used in the end. */
  readonly set: SetFacts;
}

/** Reports refused masks; the others count. */
export function reportMasks(
  indices: readonly number[],
  response: DecodeResponse,
  sources: readonly NamedSource[],
  skipped: SkippedFile[],
): void {
  response.masks.forEach((mask, i) => {
    if ('reason' in mask) skipped.push({ path: displayPath(sources[indices[i]].path), ...mask });
  });
}

export async function decodeAll(
  images: readonly PlannedImage[],
  sources: readonly NamedSource[],
  first: SetFacts,
  options: DecodeOptions,
): Promise<DecodedAll> {
  const { sizePx, fit, signal, onProgress } = options;
  const skipped: SkippedFile[] = [];
  const decoded: (Decoded | null)[] = new Array<null>(images.length).fill(null);
  const one = async (planned: PlannedImage, set: SetFacts): Promise<DecodeResponse> => {
    const masks = planned.maskIndices.map((index) => sources[index]);
    return decode(
      {
        source: sources[planned.index],
        original: null,
        masks,
        annotation: planned.annotation,
        sizePx,
        fit,
        set,
      },
      signal,
    );
  };
  const keep = (planned: PlannedImage, i: number, response: DecodeResponse): void => {
    const { image } = response;
    if (!image || !('pixels' in image)) return;
    const { path, role } = planned;
    decoded[i] = { path, role, hash: image.hash, planned, image, response };
  };
  let done = 0;
  await inLanes(images, lanes(), async (planned, i) => {
    if (signal.aborted) return;
    try {
      const response = await one(planned, first);
      const { image } = response;
      if (image && !('pixels' in image)) skipped.push({ path: planned.path, ...image });
      keep(planned, i, response);
      reportMasks(planned.maskIndices, response, sources, skipped);
      onProgress(++done, images.length);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
  // A larger value than in the files that were looked at: those of its kind are read again at the scale of all.
  const scales = scalesOf(decoded.flatMap((image) => image?.image.depth ?? []));
  const set = { ...first, scales };
  await inLanes(images, lanes(), async (planned, i) => {
    const kind = decoded[i]?.image.depth?.kind;
    if (kind === undefined || scales[kind] === first.scales[kind] || signal.aborted) return;
    try {
      keep(planned, i, await one(planned, set));
    } catch (error) {
      if (!signal.aborted) throw error;
      decoded[i] = null;
    }
  });
  const cancelled = images.length - done;
  if (cancelled > 0) {
    const detail = `${cancelled} of ${images.length} images were not loaded, because loading was cancelled.`;
    skipped.push({ path: '', reason: 'cancelled', detail });
  }
  return { decoded: decoded.filter((image) => image !== null), skipped, set };
}

/** What the page asks of a decode worker, and what comes back: types only. */
import type { Annotation } from '../../core/dataset/annotations/types.ts';
import type { Fit } from '../../core/dataset/fit.ts';
import type { Depth } from '../../core/dataset/formats/depth.ts';
import type { Layout } from '../../core/dataset/layout-types.ts';
import type { LayoutOptions } from '../../core/dataset/layout.ts';
import type { OriginalPlan } from '../../core/dataset/original.ts';
import type { FileFacts } from '../../core/dataset/reading/types.ts';
import type { SetFacts } from '../../core/dataset/set-facts.ts';
import type { Remark, SkipReason } from '../../core/dataset/types.ts';
import type { ZipEntry } from '../../core/dataset/zip.ts';
import type { FileSource } from '../files/file-source.ts';
import type { Packing } from '../files/tar-file.ts';
import type { Annotated } from './annotations.ts';

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Refusal {
  readonly reason: SkipReason;
  readonly detail: string;
}

export interface DecodedImage extends Size {
  /** `[sizePx, sizePx, 3]`, in shared memory where there is any. */
  readonly pixels: Uint8Array;
  readonly hash: number;
  readonly remark: Remark | null;
  /** Depth beyond 8 bits, or null. */
  readonly depth: Depth | null;
  /** EXIF orientation 1..8 that was applied. */
  readonly orientation: number;
  /** Has the content of a mask. */
  readonly maskLike: boolean;
}

export interface DecodeRequest {
  readonly kind: 'image';
  /** Null when only masks are wanted, for an image of `original` size. */
  readonly source: FileSource | null;
  readonly original: Size | null;
  readonly masks: readonly FileSource[];
  /** What annotation files mark in it. */
  readonly annotation: Annotation | null;
  readonly sizePx: number;
  readonly fit: Fit;
  readonly set: SetFacts;
}

/** What a mask says; `turned`: as its image by EXIF, because sizes prove it; `unsure`: nothing proves whether it should be. */
export interface MaskFacts {
  /** Share of the mask that is marked. */
  readonly share: number;
  readonly turned: 'no' | 'turned' | 'unsure';
}

export interface DecodeResponse {
  readonly kind: 'image';
  readonly image: DecodedImage | Refusal | null;
  /** Union of the masks that could be used and mark something, `[sizePx, sizePx]` of 0 / 1; null without any. */
  readonly mask: Uint8Array | null;
  /** For each mask, what it says, or why it could not be used; behind them what is marked by annotation files, where they mark something. */
  readonly masks: readonly (MaskFacts | Refusal)[];
}

/** A first look at a file, small and quick. */
export interface ProbeResponse {
  readonly kind: 'probe';
  /** Null for what is no image. */
  readonly facts: (FileFacts & { readonly depth: Depth | null }) | null;
  /** `[PROBE_PX, PROBE_PX, 3]`, the whole image stretched; null for what is no image. */
  readonly thumbnail: Uint8Array | null;
}

/** The pixels of a file as they are, for a square of `sizePx` that was made of it. */
export interface OriginalRequest {
  readonly kind: 'original';
  readonly source: FileSource;
  readonly sizePx: number;
  readonly fit: Fit;
  readonly set: SetFacts;
}

/** Pictures of the part of a file that its square shows, one for each of the plan's levels, opaque. Whoever gets them closes them. */
export interface Original extends Size, Pick<OriginalPlan, 'target'> {
  readonly levels: readonly ImageBitmap[];
}

export interface OriginalResponse {
  readonly kind: 'original';
  readonly original: Original | Refusal;
}

export type WorkerRequest =
  | DecodeRequest
  | { readonly kind: 'probe'; readonly source: FileSource }
  | { readonly kind: 'region'; readonly source: FileSource; readonly sizePx: number; readonly fit: Fit }
  | OriginalRequest
  | { readonly kind: 'list'; readonly file: Blob }
  | { readonly kind: 'tar'; readonly file: Blob; readonly packing: Packing }
  | {
      readonly kind: 'annotations';
      readonly paths: readonly string[];
      readonly sources: readonly FileSource[];
    }
  | { readonly kind: 'plan'; readonly paths: readonly string[]; readonly options: LayoutOptions };

/** A region of interest from a picture. */
export interface RegionResponse {
  readonly kind: 'region';
  /** `[sizePx, sizePx]`, 1 inside; the size is that of the file. */
  readonly region: ({ readonly inside: Uint8Array } & Size) | Refusal;
}

export type WorkerResponse =
  | DecodeResponse
  | RegionResponse
  | OriginalResponse
  | ProbeResponse
  | { readonly kind: 'list'; readonly entries: readonly ZipEntry[] }
  | { readonly kind: 'tar'; readonly entries: readonly { readonly name: string; readonly file: Blob }[] }
  | ({ readonly kind: 'annotations' } & Annotated)
  | { readonly kind: 'plan'; readonly layout: Layout };

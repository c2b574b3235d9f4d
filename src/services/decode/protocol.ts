/** What the page asks of a decode worker, and what comes back: types only. */
import type { Fit } from '../../core/dataset/fit.ts';
import type { Layout } from '../../core/dataset/layout-types.ts';
import type { LayoutOptions } from '../../core/dataset/layout.ts';
import type { Remark, SkipReason } from '../../core/dataset/types.ts';
import type { ZipEntry } from '../../core/dataset/zip.ts';
import type { FileSource } from '../files/file-source.ts';

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
}

export interface DecodeRequest {
  readonly kind: 'image';
  /** Null when only masks are wanted, for an image of `original` size. */
  readonly source: FileSource | null;
  readonly original: Size | null;
  readonly masks: readonly FileSource[];
  readonly sizePx: number;
  readonly fit: Fit;
}

export interface DecodeResponse {
  readonly kind: 'image';
  readonly image: DecodedImage | Refusal | null;
  /** Union of the masks that could be used, `[sizePx, sizePx]` of 0 / 1; null without any. */
  readonly mask: Uint8Array | null;
  /** For each mask, why it could not be used, or null. */
  readonly maskRefusals: readonly (Refusal | null)[];
}

export type WorkerRequest =
  | DecodeRequest
  | { readonly kind: 'list'; readonly file: Blob }
  | { readonly kind: 'plan'; readonly paths: readonly string[]; readonly options: LayoutOptions };

export type WorkerResponse =
  | DecodeResponse
  | { readonly kind: 'list'; readonly entries: readonly ZipEntry[] }
  | { readonly kind: 'plan'; readonly layout: Layout };

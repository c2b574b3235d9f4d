/** What the page asks of the project worker: one picture at a time when it writes, one answer when it opens. Types only. */
import type { ZipEntry } from '../../core/dataset/zip.ts';
import type { ErrorReport } from '../../core/errors.ts';
import type { KeptEvaluation, KeptPixels, SessionOutline } from '../../core/project/content.ts';
import type { UnpackedProject } from '../../core/project/unpack.ts';

export type ProjectRequest =
  | { readonly kind: 'pixels'; readonly index: number; readonly pixels: KeptPixels }
  | { readonly kind: 'evaluation'; readonly evaluation: KeptEvaluation }
  | { readonly kind: 'tensor'; readonly data: Float32Array }
  /** `outline` without its evaluations, which came before. */
  | { readonly kind: 'finish'; readonly outline: SessionOutline }
  | { readonly kind: 'open'; readonly file: Blob };

export type ProjectResponse =
  | { readonly kind: 'taken' }
  /** A reply of the pool carries no details of an error. */
  | { readonly kind: 'failed'; readonly report: ErrorReport }
  | { readonly kind: 'archive'; readonly archive: Blob }
  | {
      readonly kind: 'opened';
      readonly project: UnpackedProject;
      readonly entries: ReadonlyMap<string, ZipEntry>;
    };

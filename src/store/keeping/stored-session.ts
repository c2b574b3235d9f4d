/** What the page remembers of a session in the storage, so that only what is new is written; and what parts of it weigh. */
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { KeptPixels } from '../../core/project/content.ts';
import type { Checkpoint, Evaluation } from '../../worker/protocol.ts';

/** What is known of a session in the storage. */
export interface Stored {
  /** Keys of what is stored already. */
  readonly pixels: WeakMap<
    DatasetItem['image'],
    { readonly mask: DatasetItem['mask']; readonly key: string }
  >;
  readonly evaluations: WeakMap<Evaluation, { readonly items: unknown; readonly key: string }>;
  items: { readonly of: unknown; readonly keys: readonly string[] } | null;
  /** Keys that are stored and will not be deleted by the next commit's rule. */
  live: Set<string>;
  checkpoint: Checkpoint | null;
  withoutImages: boolean;
}

export const nothingStored = (): Stored => ({
  pixels: new WeakMap(),
  evaluations: new WeakMap(),
  items: null,
  live: new Set(),
  checkpoint: null,
  withoutImages: false,
});

export const pixelBytes = ({ image, mask }: KeptPixels): number =>
  image.data.length + (mask?.data.length ?? 0);

export const evaluationBytes = ({ maps, otherMaps, testIds, trainIds }: Evaluation): number =>
  [maps, ...otherMaps.map((set) => set.maps)].flat().reduce((sum, { scores }) => sum + scores.byteLength, 0) +
  24 * (testIds.length + trainIds.length);

/** Shared memory cannot be stored. */
export const copied = ({ image, mask }: KeptPixels): KeptPixels => ({
  image: { ...image, data: image.data.slice() },
  mask: mask && { ...mask, data: mask.data.slice() },
});

export function keyOf({ pixels, live }: Stored, item: DatasetItem): string | null {
  const stored = pixels.get(item.image);
  return stored && stored.mask === item.mask && live.has(stored.key) ? stored.key : null;
}

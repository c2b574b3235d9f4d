/**
 * What the data set remembers beside the images themselves: where each came from (to decode it again), its fingerprint (to
 * find repeats) and the files of the last drop (to take another class of it). Not part of the state: nothing shows it.
 */
import type { Correction } from '../core/dataset/reading/types.ts';
import type { SetFacts } from '../core/dataset/set-facts.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import type { ExistingImage } from '../services/import/import-files.ts';
import type { ItemSource } from '../services/import/redecode.ts';

interface Entry {
  readonly source: ItemSource;
  readonly hash: number;
}

export interface KeptLibrary {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly files: readonly File[];
  readonly corrections: readonly Correction[];
}

export class DatasetLibrary {
  private readonly entries = new Map<string, Entry>();
  private lastId = 0;
  /** Files of the last drop that replaced the data set. */
  files: readonly File[] = [];
  /** What was said of its groups. */
  corrections: readonly Correction[] = [];

  /** An id for a new image, never used before on this page. */
  register(source: ItemSource, hash: number): string {
    const id = `i${++this.lastId}`;
    this.entries.set(id, { source, hash });
    return id;
  }

  update(id: string, change: Partial<Entry>): void {
    const entry = this.entries.get(id);
    if (entry) this.entries.set(id, { ...entry, ...change });
  }

  sourceOf(id: string): ItemSource | undefined {
    return this.entries.get(id)?.source;
  }

  /** Fingerprint of an image's pixels. */
  hashOf(id: string): number {
    return this.entries.get(id)?.hash ?? 0;
  }

  /** The built-in sample that all of the images come from, or null. */
  sampleOf(items: readonly DatasetItem[]): { readonly name: string; readonly seed: number } | null {
    const samples = items.map(({ id }) => {
      const source = this.entries.get(id)?.source;
      return source && 'sample' in source ? source.sample : null;
    });
    const [first] = samples;
    if (!first || samples.some((one) => one?.name !== first.name || one.seed !== first.seed)) return null;
    return { name: first.name, seed: first.seed };
  }

  /** All entries and files as they are; to be given to `bringBack`. */
  keep(): KeptLibrary {
    return { entries: new Map(this.entries), files: this.files, corrections: this.corrections };
  }

  bringBack({ entries, files, corrections }: KeptLibrary): void {
    this.corrections = corrections;
    this.entries.clear();
    for (const [id, entry] of entries) this.entries.set(id, entry);
    this.files = files;
  }

  /** Forgets everything but the given images. */
  keepOnly(items: readonly DatasetItem[]): void {
    const ids = new Set(items.map(({ id }) => id));
    for (const id of this.entries.keys()) if (!ids.has(id)) this.entries.delete(id);
  }

  /** What holds for all files of the set that the images come from. */
  setOf(items: readonly DatasetItem[]): SetFacts | undefined {
    for (const { id } of items) {
      const source = this.entries.get(id)?.source;
      if (source && 'set' in source) return source.set;
    }
    return undefined;
  }

  describe(items: readonly DatasetItem[]): ExistingImage[] {
    return items.map(({ id, path, role }) => {
      const entry = this.entries.get(id);
      const original = entry && 'original' in entry.source ? entry.source.original : null;
      return { id, path, role, hash: entry?.hash ?? Number.NaN, original };
    });
  }
}

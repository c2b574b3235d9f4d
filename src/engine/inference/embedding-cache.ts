/** Embeddings by image, as long as weights and windows stay the same and up to a number of bytes. */

/** One image: `places * D` features (1 place for whole images), and for whole images the last feature map. */
export interface Embedding {
  readonly features: Float32Array;
  /** `[mapSide, mapSide, D]`; null for windows. */
  readonly map: Float32Array | null;
  readonly mapSide: number;
}

/** Remember at most this much. */
const CACHE_BYTES = 768 * 2 ** 20;

export class EmbeddingCache {
  private readonly entries = new Map<string, Embedding>();
  private version = -1;
  private windows = '';
  private held = 0;

  get bytes(): number {
    return this.held;
  }

  /** Forgets everything when weights or windows are others than before. */
  refresh(version: number, windows: string): void {
    if (version === this.version && windows === this.windows) return;
    this.forget();
    this.version = version;
    this.windows = windows;
  }

  /** The same weights in another store have another version. */
  adoptedBy(version: number): void {
    this.version = version;
  }

  get(id: string): Embedding | undefined {
    return this.entries.get(id);
  }

  /** Does nothing when there is no room. */
  remember(id: string, embedding: Embedding): void {
    const bytes = bytesOf(embedding);
    if (this.held + bytes > CACHE_BYTES) return;
    this.held += bytes;
    this.entries.set(id, embedding);
  }

  /** Forgets these, or all. */
  forget(ids: readonly string[] = [...this.entries.keys()]): void {
    for (const id of ids) {
      const entry = this.entries.get(id);
      if (!entry) continue;
      this.held -= bytesOf(entry);
      this.entries.delete(id);
    }
  }
}

function bytesOf({ features, map }: Embedding): number {
  return features.byteLength + (map?.byteLength ?? 0);
}

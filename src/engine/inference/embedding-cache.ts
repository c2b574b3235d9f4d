/** Embeddings by image, as long as their key (weights, windows) holds and up to a number of bytes. */

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
  private key = '';
  private bytes = 0;

  /** Forgets everything when the key is another than before. */
  refresh(key: string): void {
    if (key === this.key) return;
    this.forget();
    this.key = key;
  }

  get(id: string): Embedding | undefined {
    return this.entries.get(id);
  }

  /** Does nothing when there is no room. */
  remember(id: string, embedding: Embedding): void {
    const bytes = bytesOf(embedding);
    if (this.bytes + bytes > CACHE_BYTES) return;
    this.bytes += bytes;
    this.entries.set(id, embedding);
  }

  /** Forgets these, or all. */
  forget(ids: readonly string[] = [...this.entries.keys()]): void {
    for (const id of ids) {
      const entry = this.entries.get(id);
      if (!entry) continue;
      this.bytes -= bytesOf(entry);
      this.entries.delete(id);
    }
  }
}

function bytesOf({ features, map }: Embedding): number {
  return features.byteLength + (map?.byteLength ?? 0);
}

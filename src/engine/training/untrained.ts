/**
 * The network as it was before the first step, for the comparison that every figure stands beside: other settings of the density must score
 * both with the same law. Its embeddings are kept from the first evaluation where they fit; its weights follow from the seed (or
 * are ImageNet's), so they are made again only when something must be embedded.
 */
import { Embedder } from '../inference/embedder.ts';
import type { EmbeddingCache } from '../inference/embedding-cache.ts';
import type { Model } from '../models/model.ts';

/** Embeddings kept at most. */
const MOST_BYTES = 256 * 2 ** 20;

export class Untrained {
  private kept: readonly EmbeddingCache[] | null = null;
  private made: Embedder | null = null;

  constructor(private readonly makeModel: () => Model) {}

  /** Takes over what was embedded with the untrained weights. */
  keep(caches: readonly EmbeddingCache[]): void {
    const bytes = caches.reduce((sum, cache) => sum + cache.bytes, 0);
    if (bytes > 0 && bytes <= MOST_BYTES && !this.made) this.kept = caches;
  }

  embedder(): Embedder {
    if (!this.made) {
      this.made = new Embedder(this.makeModel());
      if (this.kept) this.made.adopt(this.kept);
      this.kept = null;
    }
    return this.made;
  }

  forget(ids?: readonly string[]): void {
    this.made?.forget(ids);
    for (const cache of this.kept ?? []) cache.forget(ids);
  }

  dispose(): void {
    this.made?.dispose();
    this.made?.model.dispose();
    this.made = this.kept = null;
  }
}

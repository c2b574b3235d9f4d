/**
 * Embeddings of images with the present weights, remembered until a weight or the windows change: re-fitting a density costs no
 * forward pass, and of newly dropped images only these are embedded.
 */
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { InferenceTrunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import { embedDense } from './embed-dense.ts';
import { embedWhole } from './embed-whole.ts';
import { embedWindows } from './embed-windows.ts';
import type { Job } from './job.ts';
import { windowPlaces, type Places } from './places.ts';

export interface NamedImage {
  readonly id: string;
  readonly image: RgbImage;
}

/** One image: `places * D` features (1 place for whole images), and for whole images the last feature map. */
export interface Embedding {
  readonly features: Float32Array;
  /** `[mapSide, mapSide, D]`; null in patch mode. */
  readonly map: Float32Array | null;
  readonly mapSide: number;
}

/** Remember at most this much. */
const CACHE_BYTES = 768 * 2 ** 20;

export class Embedder {
  readonly trunk: InferenceTrunk;
  private readonly cache = new Map<string, Embedding>();
  private cacheKey = '';
  private cachedBytes = 0;

  constructor(readonly model: Model) {
    this.trunk = new InferenceTrunk(model);
  }

  /** Windows of the patch model, or null for the image model. */
  static places(config: Config, imageSizePx: number): Places | null {
    return config.model.mode === 'patch' ? windowPlaces(imageSizePx, config.evaluation) : null;
  }

  /** In the order of `images`. `progress(done)` counts images. */
  async embed(
    images: readonly NamedImage[],
    config: Config,
    job: Job,
    done: (count: number) => number,
  ): Promise<Embedding[]> {
    this.refresh(config);
    const missing = images.filter(({ id }) => !this.cache.has(id));
    const fresh = new Map<string, Embedding>();
    let count = images.length - missing.length;
    const size = images.length > 0 ? images[0].image.width : 0;
    const places = Embedder.places(config, size);
    const perPass = places ? 1 : samplesPerPass(this.model.network, size);
    for (const { from, to } of chunks(missing.length, perPass)) {
      await job.progress('embedding', done(count));
      const group = missing.slice(from, to);
      const embeddings = places
        ? [await this.patch(group[0].image, places, config)]
        : await this.whole(group);
      group.forEach(({ id }, i) => {
        fresh.set(id, embeddings[i]);
        this.remember(id, embeddings[i]);
      });
      count += group.length;
    }
    await job.progress('embedding', done(count));
    return images.map(({ id }) => (fresh.get(id) ?? this.cache.get(id)) as Embedding);
  }

  /** Forgets images that are gone (or all). */
  forget(ids?: readonly string[]): void {
    for (const id of ids ?? [...this.cache.keys()]) {
      const entry = this.cache.get(id);
      if (!entry) continue;
      this.cachedBytes -= bytesOf(entry);
      this.cache.delete(id);
    }
  }

  dispose(): void {
    this.forget();
    this.trunk.dispose();
  }

  private refresh(config: Config): void {
    const { windowSizePx, windowStridePx, dense } = config.evaluation;
    const windows = config.model.mode === 'patch' ? [windowSizePx, windowStridePx, dense] : [];
    const key = [this.model.store.version, config.model.mode, ...windows].join();
    if (key === this.cacheKey) return;
    this.forget();
    this.cacheKey = key;
  }

  private remember(id: string, embedding: Embedding): void {
    const bytes = bytesOf(embedding);
    if (this.cachedBytes + bytes > CACHE_BYTES) return;
    this.cachedBytes += bytes;
    this.cache.set(id, embedding);
  }

  private async patch(image: RgbImage, places: Places, config: Config): Promise<Embedding> {
    const embed = config.evaluation.dense === 'fast' ? embedDense : embedWindows;
    return { features: await embed(this.trunk, this.model.network, image, places), map: null, mapSide: 0 };
  }

  private async whole(group: readonly NamedImage[]): Promise<Embedding[]> {
    const d = this.model.network.features;
    const { features, maps, side } = await embedWhole(
      this.trunk,
      group.map(({ image }) => image),
      true,
    );
    const perMap = side * side * d;
    return group.map((_, i) => ({
      features: features.slice(i * d, (i + 1) * d),
      map: maps ? maps.slice(i * perMap, (i + 1) * perMap) : null,
      mapSide: side,
    }));
  }
}

function bytesOf({ features, map }: Embedding): number {
  return features.byteLength + (map?.byteLength ?? 0);
}

/**
 * Embeddings of images with the present weights, remembered until a weight or the windows change: re-fitting a density costs no
 * forward pass, and of newly dropped images only these are embedded.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Config } from '../../core/config/schema.ts';
import { TAPS, type TapName } from '../../core/networks/mobile/architecture.ts';
import { mobileFeatures } from '../models/efficientnet/forward.ts';
import { embedPretrained } from '../pretrained/embed-pretrained.ts';
import type { PretrainedEmbedding } from '../pretrained/feature-net.ts';
import { createTrunk, type Trunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import { embedDenseAndWhole } from './embed-dense.ts';
import { embedWhole, type WholeEmbeddings } from './embed-whole.ts';
import { embedWindows } from './embed-windows.ts';
import { EmbeddingCache, type Embedding } from './embedding-cache.ts';
import type { EmbeddingInput, NamedImage } from './embedding-input.ts';
import type { Job } from './job.ts';
import { keepRows } from '../../core/region/sites.ts';
import { windowPlaces, type Places } from './places.ts';
import { meanOfCells, type PoolWindows } from './window-cells.ts';
import {
  correctedWindows,
  correctionKey,
  fitCorrection,
  type WindowCorrection,
} from './window-correction.ts';

export type { Embedding } from './embedding-cache.ts';

/** Images of one dense pass: enough to keep all threads busy, few enough for a stop to be heard soon. */
const MOST_DENSE = 4;

export class Embedder {
  private cache = new EmbeddingCache();
  /** Whole images through a patch model, for GradCAM. */
  private wholeCache = new EmbeddingCache();
  /** Pooled features and those of places, where a run is read by places. */
  private placeCache = new EmbeddingCache();
  /** The correction of `fast` windows that was fitted last, and what it was fitted for. */
  private corrected: { readonly key: string; readonly correction: WindowCorrection | null } | null = null;

  /** @param trunk of the same model, where several embedders share one: its owner disposes of it */
  constructor(
    readonly model: Model,
    readonly trunk: Trunk = createTrunk(model),
  ) {}

  /** Windows of the patch model, or null for the image model. */
  static places(config: Config, imageSizePx: number): Places | null {
    return config.model.mode === 'patch'
      ? windowPlaces(imageSizePx, config.evaluation, config.data.region)
      : null;
  }

  /**
   * In the order of `images`. `done` counts images. The training images are needed where windows are corrected. `wholeToo`: what
   * `embedWhole` will be asked for is remembered from the same passes, as far as they give it (`fast` windows).
   */
  async embed(
    images: readonly NamedImage[],
    input: EmbeddingInput,
    done: (count: number) => number,
    wholeToo = false,
  ): Promise<Embedding[]> {
    const { config, job } = input;
    const { windowSizePx, windowStridePx, dense } = config.evaluation;
    const size = images.length > 0 ? images[0].image.width : 0;
    const places = Embedder.places(config, size);
    if (!places) return this.embedWhole(images, config, job, done);
    const windows = [windowSizePx, windowStridePx, dense, correctionKey(input)];
    this.cache.refresh(this.model.store.version, [config.model.mode, ...windows].join());
    if (wholeToo) this.wholeCache.refresh(this.model.store.version, config.model.mode);
    const perPass = Math.min(MOST_DENSE, this.perPass(size));
    return this.fill(this.cache, images, perPass, job, done, (group) =>
      this.patch(group, places, input, wholeToo),
    );
  }

  /** The correction of `fast` windows at the present weights, fitted once; null where there is none. */
  async correction(input: EmbeddingInput): Promise<WindowCorrection | null> {
    const wanted = correctionKey(input);
    if (wanted === null) return null;
    const key = `${this.model.store.version} ${wanted}`;
    if (this.corrected?.key !== key)
      this.corrected = { key, correction: await fitCorrection(this.trunk, this.model.network, input) };
    return this.corrected.correction;
  }

  /** How a window's feature is made from its cells in one pass over the image. */
  async pooling(input: EmbeddingInput): Promise<PoolWindows> {
    const correction = await this.correction(input);
    return correction ? correctedWindows(correction) : meanOfCells;
  }

  /** The same through the whole image, whatever the mode: pooled features and the last feature map. */
  async embedWhole(
    images: readonly NamedImage[],
    config: Config,
    job: Job,
    done: (count: number) => number,
  ): Promise<Embedding[]> {
    const { mode } = config.model;
    const cache = mode === 'image' ? this.cache : this.wholeCache;
    cache.refresh(this.model.store.version, mode);
    const size = images.length > 0 ? images[0].image.width : 0;
    return this.fill(cache, images, this.perPass(size), job, done, (group) => this.whole(group));
  }

  /** Pooled features and those of places; only of networks that have such places (EfficientNet-B0). */
  async embedPlaces({ id, image }: NamedImage): Promise<PretrainedEmbedding> {
    this.placeCache.refresh(this.model.store.version, 'places');
    const { stridePx } = TAPS.stride8;
    const known = this.placeCache.get(id);
    if (known?.map) return { pooled: known.features, local: known.map, side: known.mapSide, stridePx };
    const features = (x: Tensor4D, taps: readonly TapName[]) => mobileFeatures(this.model.store, x, taps);
    const found = await embedPretrained({ features }, image);
    this.placeCache.remember(id, { features: found.pooled, map: found.local, mapSide: found.side });
    return found;
  }

  /** Images that will not be asked for again. */
  drop(ids: readonly string[]): void {
    this.forgetIn(ids);
  }

  private forgetIn(ids?: readonly string[]): void {
    for (const cache of [this.cache, this.wholeCache, this.placeCache]) cache.forget(ids);
  }

  /** Forgets images that are gone (or all). */
  forget(ids?: readonly string[]): void {
    this.forgetIn(ids);
    this.corrected = null;
  }

  /** Gives away what is remembered, for another embedder of the same weights; remembers nothing afterwards. */
  giveAway(): readonly EmbeddingCache[] {
    const given = [this.cache, this.wholeCache, this.placeCache];
    this.cache = new EmbeddingCache();
    this.wholeCache = new EmbeddingCache();
    this.placeCache = new EmbeddingCache();
    return given;
  }

  /** Takes over what an embedder of the same weights gave away. */
  adopt([cache, wholeCache, placeCache]: readonly EmbeddingCache[]): void {
    this.cache = cache;
    this.wholeCache = wholeCache;
    this.placeCache = placeCache;
    for (const one of [cache, wholeCache, placeCache]) one.adoptedBy(this.model.store.version);
  }

  dispose(): void {
    this.forget();
    this.trunk.dispose();
  }

  private perPass(sizePx: number): number {
    return samplesPerPass(this.model.network, sizePx);
  }

  private async fill(
    cache: EmbeddingCache,
    images: readonly NamedImage[],
    perPass: number,
    job: Job,
    done: (count: number) => number,
    embed: (group: readonly NamedImage[]) => Promise<Embedding[]>,
  ): Promise<Embedding[]> {
    const missing = images.filter(({ id }) => !cache.get(id));
    const fresh = new Map<string, Embedding>();
    let count = images.length - missing.length;
    for (const { from, to } of chunks(missing.length, perPass)) {
      await job.progress('embedding', done(count));
      const group = missing.slice(from, to);
      const embeddings = await embed(group);
      group.forEach(({ id }, i) => {
        fresh.set(id, embeddings[i]);
        cache.remember(id, embeddings[i]);
      });
      count += group.length;
    }
    await job.progress('embedding', done(count));
    return images.map(({ id }) => (fresh.get(id) ?? cache.get(id)) as Embedding);
  }

  private async patch(
    group: readonly NamedImage[],
    places: Places,
    input: EmbeddingInput,
    wholeToo: boolean,
  ): Promise<Embedding[]> {
    const images = group.map(({ image }) => image);
    const { network } = this.model;
    const ofWindows = (all: readonly Float32Array[]) =>
      all.map((features) => ({ features, map: null, mapSide: 0 }));
    if (input.config.evaluation.dense !== 'fast')
      return ofWindows(await embedWindows(this.trunk, network, images, places));
    const pool = await this.pooling(input);
    const { windows, whole } = await embedDenseAndWhole(this.trunk, network, images, places, pool, wholeToo);
    if (whole)
      this.split(whole, group.length).forEach((one, i) => this.wholeCache.remember(group[i].id, one));
    return ofWindows(windows.map((features) => keepRows(features, places.sites)));
  }

  private async whole(group: readonly NamedImage[]): Promise<Embedding[]> {
    const images = group.map(({ image }) => image);
    return this.split(await embedWhole(this.trunk, images, true), group.length);
  }

  /** Image by image. */
  private split({ features, maps, side }: WholeEmbeddings, count: number): Embedding[] {
    const d = this.model.network.features;
    const perMap = side * side * d;
    return Array.from({ length: count }, (_, i) => ({
      features: features.slice(i * d, (i + 1) * d),
      map: maps ? maps.slice(i * perMap, (i + 1) * perMap) : null,
      mapSide: side,
    }));
  }
}

/**
 * The no-training baseline (method section 3): features as they come (ImageNet's, or a person's own network's) with the same density as everything else. Image score: the configured
 * density on the pooled top features. Map: a mean per place and one covariance on intermediate features (place-maps.ts); or score and map by the nearest
 * places of the training images (location-scores.ts). Scores come first, so that there
 * is a ROC while the maps are still being made; each image is one turn, so that a run that starts meanwhile waits for one image
 * at most. Pooled features are remembered: other density settings cost no forward pass.
 */
import type { TrainingRanking } from '../../core/calibration/doubtful.ts';
import { nearDuplicates } from '../../core/calibration/near-duplicates.ts';
import type { Config } from '../../core/config/schema.ts';
import { requireFiniteScores } from '../../core/metrics/finite.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import type { Turn } from '../session/turns.ts';
import type { AlikeSets, EngineImage, Evaluation } from '../../worker/protocol.ts';
import { fitOnTraining } from '../inference/density-fit.ts';
import { chooseTraining, groupsOf } from '../inference/embedding-input.ts';
import type { Job } from '../inference/job.ts';
import { scorePixels } from '../inference/pixel-scores.ts';
import type { FeatureNet } from './feature-net.ts';
import { scoreLocations, scoresWithLocations, type LocationScores } from './location-scores.ts';
import {
  limitPlaces,
  mapPlaces,
  type LimitedEmbedding,
  type PlaceMaps,
  type PretrainedPlaces,
} from './place-maps.ts';

/** Local features kept between scores and maps; images beyond it are embedded again. */
const LOCAL_BYTES = 256 * 2 ** 20;

export interface BaselineInput {
  readonly config: Config;
  readonly train: readonly EngineImage[];
  /** Kept for the threshold. */
  readonly calibration: readonly EngineImage[];
  readonly test: readonly EngineImage[];
  readonly imageSizePx: number;
  readonly turn: Turn;
  readonly job: Job;
  /** Scores without maps, as soon as they are there. */
  readonly onScores: (evaluation: Evaluation) => void;
}

interface Remembered {
  readonly region: string;
  readonly pixels: Uint8Array;
  readonly pooled: Float32Array;
}

export class PretrainedBaseline {
  private readonly pooled = new Map<string, Remembered>();
  private maps: {
    readonly key: readonly unknown[];
    readonly made: PlaceMaps;
    readonly located: LocationScores | null;
    readonly region: string;
  } | null = null;

  constructor(private readonly net: () => Promise<FeatureNet>) {}

  async measure(input: BaselineInput): Promise<Evaluation> {
    const startedMs = performance.now();
    const { config, calibration, test, imageSizePx, job, turn } = input;
    const train = chooseTraining(input.train, config);
    const all = [...train, ...calibration, ...test];
    this.forgetOthers([...input.train, ...calibration, ...test]);

    const locals = new Map<EngineImage, LimitedEmbedding>();
    const code = config.data.region;
    let bytes = 0;
    const embed = (image: EngineImage) => this.embed(image, input);
    for (const [i, image] of all.entries()) {
      await job.progress('embedding', i / all.length);
      if (this.knows(image, code)) continue;
      const embedding = await embed(image);
      bytes += embedding.local.byteLength;
      if (bytes <= LOCAL_BYTES) locals.set(image, embedding);
    }

    await job.progress('fitting', null);
    const scored = await turn(async () => this.score(train, calibration, test, config, startedMs));
    const { noTraining, sigmaPx, thresholdQuantile } = config.evaluation;
    const kind = noTraining === 'pooled' ? noTraining : 'locations';
    const key = [kind, config.seed, imageSizePx, code, thresholdQuantile, ...all.map(({ pixels }) => pixels)];
    const known = this.maps && sameValues(this.maps.key, key) ? this.maps : null;
    if (!known && kind === 'pooled') input.onScores(scored);
    const localOf = async (image: EngineImage) => locals.get(image) ?? embed(image);
    const parts = { train, calibration, test, config, localOf, turn, job, groups: groupsOf(train) };
    const located = kind === 'pooled' ? null : (known?.located ?? (await scoreLocations(parts)));
    const made = located?.maps ?? known?.made ?? (await mapPlaces(parts));
    this.maps = { key, made, located, region: code };
    const judged =
      located && noTraining !== 'pooled' ? scoresWithLocations(noTraining, scored, located, config) : {};
    const { maps, threshold, normalQuantiles } = made;
    const options = { kind: 'pretrained', sizePx: imageSizePx, sigmaPx, threshold } as const;
    await job.progress('maps', null);
    const pixel = await turn(async () => scorePixels(test, maps, options));
    return {
      ...scored,
      ...judged,
      maps,
      mapThreshold: threshold,
      normalQuantiles,
      pixel,
      elapsedMs: performance.now() - startedMs,
    };
  }

  /** Every image by the density of the images of other folds: as many as there are, for a vector each is little. */
  async rank(input: Omit<BaselineInput, 'calibration' | 'test' | 'onScores'>): Promise<TrainingRanking> {
    const { config, train, job, turn } = input;
    for (const [i, image] of train.entries()) {
      await job.progress('embedding', i / train.length);
      if (!this.knows(image, config.data.region)) await this.embed(image, input);
    }
    await job.progress('fitting', null);
    const embeddings = train.map(this.embeddingOf);
    const d = embeddings[0].features.length;
    const { heldOutScores } = await turn(async () =>
      fitOnTraining(embeddings, d, config, { groups: groupsOf(train) }),
    );
    requireFiniteScores(heldOutScores);
    return { by: 'imagenet', step: 0, ids: train.map(({ id }) => id), scores: heldOutScores };
  }

  /** Those that lie far nearer to each other than to any other image, by their pooled features. */
  async alike(input: Omit<BaselineInput, 'calibration' | 'test' | 'onScores'>): Promise<AlikeSets> {
    const { config, train, job } = input;
    for (const [i, image] of train.entries()) {
      await job.progress('embedding', i / train.length);
      if (!this.knows(image, config.data.region)) await this.embed(image, input);
    }
    const vectors = train.map((image) => this.embeddingOf(image).features);
    const d = vectors[0].length;
    const features = new Float32Array(vectors.length * d);
    vectors.forEach((own, i) => features.set(own, i * d));
    const sets = await nearDuplicates(features, vectors.length, d, (done) => job.progress('fitting', done));
    return sets.map((set) => set.map((i) => train[i].id));
  }

  private knows({ id, pixels }: EngineImage, code: string): boolean {
    const before = this.pooled.get(id);
    return before?.pixels === pixels && before.region === code;
  }

  /** Its pooled features are remembered, those of its places are given. */
  private async embed(
    image: EngineImage,
    { config, imageSizePx, turn }: Pick<BaselineInput, 'config' | 'imageSizePx' | 'turn'>,
  ): Promise<LimitedEmbedding> {
    const code = config.data.region;
    const region = regionAt(code, imageSizePx);
    const pixels = { width: imageSizePx, height: imageSizePx, data: image.pixels };
    const embedding = await turn(async () => (await this.net()).embed(limitImage(pixels, region)));
    this.pooled.set(image.id, { pixels: image.pixels, region: code, pooled: embedding.pooled });
    return limitPlaces(embedding, region);
  }

  private readonly embeddingOf = ({ id }: EngineImage) => ({
    ...{ features: (this.pooled.get(id) as Remembered).pooled, map: null, mapSide: 0 },
  });

  /** For questions about the maps; null before they are made. */
  get places(): PretrainedPlaces | null {
    return this.maps?.made.places ?? null;
  }

  /** Code of the region that the maps are limited to. */
  get region(): string {
    return this.maps?.region ?? '';
  }

  /** Other images were loaded. */
  forget(): void {
    this.maps = null;
    this.pooled.clear();
  }

  private score(
    train: readonly EngineImage[],
    calibration: readonly EngineImage[],
    test: readonly EngineImage[],
    config: Config,
    startedMs: number,
  ): Evaluation {
    const embeddings = train.map(this.embeddingOf);
    const d = embeddings[0].features.length;
    const { density, heldOutScores, calibrationScores, threshold } = fitOnTraining(embeddings, d, config, {
      calibration: calibration.map(this.embeddingOf),
      groups: groupsOf(train),
    });
    const pooled = new Float32Array(test.length * d);
    test.forEach((image, i) => pooled.set(this.embeddingOf(image).features, i * d));
    const { dimension, samples, shrinkage, conditionNumber, effectiveRank } = density;
    return {
      step: 0,
      testIds: test.map(({ id }) => id),
      testScores: density.score(pooled, test.length),
      trainIds: train.map(({ id }) => id),
      heldOutScores,
      calibrationIds: calibration.map(({ id }) => id),
      calibrationScores,
      threshold,
      mapKind: 'pretrained',
      maps: [],
      mapThreshold: 0,
      locality: 'per-location',
      normalQuantiles: new Float32Array(),
      localityAdvice: null,
      otherMaps: [],
      synthetic: null,
      density: { dimension, samples, shrinkage, conditionNumber, effectiveRank },
      pixel: null,
      elapsedMs: performance.now() - startedMs,
    };
  }

  private forgetOthers(images: readonly EngineImage[]): void {
    const present = new Set(images.map(({ id }) => id));
    for (const id of [...this.pooled.keys()]) if (!present.has(id)) this.pooled.delete(id);
  }
}

function sameValues(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/**
 * A run that is read by places (`evaluation.readout`): the density of its pooled features and the coreset of its places, fitted on the training
 * images, and with them score and map of any image. The same scores as the no-training baseline's, of the run's own weights.
 */
import { limitPlaces, type LimitedEmbedding } from './place-maps.ts';
import { fitLocations, locationGrid, scoresWithLocations, sumWithLocations } from './location-scores.ts';
import type { LocationFit, WithLocations } from './location-scores.ts';
import type { Config } from '../../core/config/schema.ts';
import { regionAt } from '../../core/region/region.ts';
import type { Evaluation, ScoreGrid } from '../../worker/protocol.ts';
import { fitOnTraining, type FittedDensity } from '../inference/density-fit.ts';
import type { NamedImage } from '../inference/embedding-input.ts';
import type { Job } from '../inference/job.ts';
import type { PretrainedEmbedding } from './feature-net.ts';

export interface PlaceDetectorInput {
  readonly kind: WithLocations;
  readonly config: Config;
  readonly imageSizePx: number;
  readonly train: readonly NamedImage[];
  /** Of the training images; null where one stands alone. */
  readonly groups: readonly (string | null)[];
  readonly calibration: readonly NamedImage[];
  readonly embed: (image: NamedImage) => Promise<PretrainedEmbedding>;
  readonly job: Job;
  /** Of the embedding of the images: how far it is. */
  readonly share: (count: number) => number;
}

type Judged = Pick<Evaluation, 'heldOutScores' | 'calibrationScores' | 'threshold' | 'density'>;

export class PlaceDetector {
  private constructor(
    private readonly input: PlaceDetectorInput,
    private readonly pooled: FittedDensity,
    private readonly located: LocationFit,
    readonly judged: Judged,
  ) {}

  static async fit(input: PlaceDetectorInput): Promise<PlaceDetector> {
    const { kind, config, train, groups, calibration, embed, job, share } = input;
    const pooledOf: Float32Array[] = [];
    for (const image of [...train, ...calibration]) {
      await job.progress('embedding', share(pooledOf.length));
      pooledOf.push((await embed(image)).pooled);
    }
    await job.progress('fitting', null);
    const embeddings = pooledOf.map((features) => ({ features, map: null, mapSide: 0 }));
    const pooled = fitOnTraining(embeddings.slice(0, train.length), pooledOf[0].length, config, {
      calibration: embeddings.slice(train.length),
      groups,
    });
    const located = await fitLocations({
      ...{ train, groups, calibration, config, job },
      localOf: async (image) => limited(input, await embed(image)),
      turn: (work) => work(),
    });
    const none = { ...pooled, testScores: new Float64Array(0) };
    const { heldOutScores, calibrationScores, threshold, density } = scoresWithLocations(
      kind,
      none,
      { ...located, test: new Float64Array(0) },
      config,
    );
    const judged = { heldOutScores, calibrationScores, threshold, density };
    return new PlaceDetector(input, pooled, located, judged);
  }

  async judge(image: NamedImage): Promise<{ readonly score: number; readonly map: ScoreGrid }> {
    const { kind, config, embed } = this.input;
    const embedding = await embed(image);
    const map = await this.located.mapOf(limited(this.input, embedding));
    const [score] = sumWithLocations(
      kind,
      { scores: this.pooled.density.score(embedding.pooled, 1), heldOut: this.pooled.heldOutScores },
      { scores: this.located.scoresOf(map), heldOut: this.located.heldOut },
    );
    return { score, map: locationGrid(this.located.places, map, config.data.region) };
  }

  get threshold(): number {
    return this.judged.threshold;
  }

  /** Of single places of the map. */
  get mapThreshold(): number {
    return this.located.threshold;
  }

  get normalQuantiles(): Float32Array {
    return this.located.normalQuantiles;
  }

  dispose(): void {
    this.located.dispose();
  }
}

const limited = (
  { config, imageSizePx }: Pick<PlaceDetectorInput, 'config' | 'imageSizePx'>,
  embedding: PretrainedEmbedding,
): LimitedEmbedding => limitPlaces(embedding, regionAt(config.data.region, imageSizePx));

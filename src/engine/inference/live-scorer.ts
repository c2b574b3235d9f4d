/**
 * Scoring camera frames with a trained model, several a second (method section 3.4, cheaper): the trunk runs once over the frame
 * (`fast`), at a stride that needs no second pass. Windows like these must be judged by a density of windows like these, so the density
 * is fitted on the training images in the same way, once for each state of the weights; where the evaluation already works so, its
 * remembered embeddings are taken and density and threshold are the evaluation's.
 */
import { placesReadout } from '../../core/config/readout.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { quantile } from '../../core/metrics/quantile.ts';
import { limitImage, regionAt } from '../../core/region/region.ts';
import { keepRows } from '../../core/region/sites.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { FrameScore } from '../../worker/protocol.ts';
import type { WithLocations } from '../pretrained/location-scores.ts';
import type { PlaceDetector } from '../pretrained/place-detector.ts';
import { augmentTraining } from './augment-training.ts';
import { fitOnTraining, heldOutGradCam, type FittedDensity } from './density-fit.ts';
import { embedDense } from './embed-dense.ts';
import { embedWhole } from './embed-whole.ts';
import { Embedder, type Embedding } from './embedder.ts';
import { scoreImage } from './evaluate.ts';
import { cellsOf } from './gradcam.ts';
import { fitPlaceDetector } from './evaluate-places.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { chooseTraining, groupsOf, namedCalibration, namedTraining } from './embedding-input.ts';
import type { Places } from './places.ts';

interface Fitted {
  readonly embedder: Embedder;
  readonly key: string;
  readonly config: Config;
  readonly density: FittedDensity;
  readonly mapThreshold: number;
}

/** Windows that one pass of the trunk gives: the stride a multiple of the network's, at least the configured one. */
export function liveConfig(config: Config, networkStridePx: number): Config {
  const { evaluation } = config;
  const windowStridePx = Math.ceil(evaluation.windowStridePx / networkStridePx) * networkStridePx;
  return { ...config, evaluation: { ...evaluation, dense: 'fast', windowStridePx } };
}

/** Of a run that is read by places. */
interface FittedPlaces {
  readonly embedder: Embedder;
  readonly key: string;
  readonly detector: PlaceDetector;
}

export class LiveScorer {
  private fitted: Fitted | null = null;
  private places: FittedPlaces | null = null;

  /**
   * @param pixels `[S, S, 3]` at the working size.
   * @throws PlaygroundError `image-size-differs`
   */
  async score(input: EvaluationInput, pixels: Uint8Array): Promise<FrameScore> {
    const startedMs = performance.now();
    const { embedder, imageSizePx: side } = input;
    const { network } = embedder.model;
    const actual = Math.round(Math.sqrt(pixels.length / 3));
    if (actual !== side)
      throw new PlaygroundError(
        'image-size-differs',
        `The frame is ${actual} x ${actual} px where all must be ${side} px.`,
        { width: actual, height: actual, expected: side },
      );
    const image = limitImage(
      { width: side, height: side, data: pixels },
      regionAt(input.config.data.region, side),
    );
    const kind = placesReadout(input.config);
    if (kind)
      return { ...(await this.scoreByPlaces(input, kind, image)), elapsedMs: performance.now() - startedMs };
    const { config, density, mapThreshold } = await this.fit(input);
    const places = Embedder.places(config, side);
    const embedding: Embedding = places
      ? await this.windows({ ...input, config }, places, image)
      : await wholeFrame(embedder, image);
    const { score, map } = scoreImage(embedding, density, places, cellsOf(network, config, side));
    return {
      score,
      map,
      mapKind: places ? 'patch' : 'gradcam',
      threshold: density.threshold,
      mapThreshold,
      elapsedMs: performance.now() - startedMs,
    };
  }

  /** The run is gone, and with it what was fitted to it. */
  forget(): void {
    this.places?.detector.dispose();
    this.places = null;
    this.fitted = null;
  }

  private async scoreByPlaces(
    input: EvaluationInput,
    kind: WithLocations,
    image: RgbImage,
  ): Promise<Omit<FrameScore, 'elapsedMs'>> {
    const { embedder } = input;
    const key = fitKey(input, input.config);
    if (this.places?.embedder !== embedder || this.places.key !== key) {
      this.forget();
      this.places = { embedder, key, detector: await fitPlaceDetector(input, kind) };
    }
    const { detector } = this.places;
    const { threshold, mapThreshold } = detector;
    try {
      return {
        ...(await detector.judge({ id: FRAME, image })),
        mapKind: 'locations',
        threshold,
        mapThreshold,
      };
    } finally {
      embedder.drop([FRAME]);
    }
  }

  private async windows(input: EvaluationInput, places: Places, image: RgbImage): Promise<Embedding> {
    const { embedder } = input;
    const pool = await embedder.pooling(input);
    const [features] = await embedDense(embedder.trunk, embedder.model.network, [image], places, pool);
    return { features: keepRows(features, places.sites), map: null, mapSide: 0 };
  }

  private async fit(input: EvaluationInput): Promise<Fitted> {
    const { embedder, job } = input;
    const { network } = embedder.model;
    const config = liveConfig(input.config, network.stridePx);
    const { evaluation, mistakes } = config;
    const key = fitKey(input, config);
    if (this.fitted?.embedder === embedder && this.fitted.key === key) return this.fitted;
    const named = namedTraining(input);
    const images = mistakes.densityOnAugmented ? augmentTraining(named, config) : named;
    const places = Embedder.places(config, input.imageSizePx);
    const asEvaluated =
      !places ||
      (input.config.evaluation.dense === 'fast' &&
        input.config.evaluation.windowStridePx === evaluation.windowStridePx);
    const all = [...images, ...namedCalibration(input)];
    let embedded: Embedding[] = [];
    const live = { ...input, config };
    if (asEvaluated) embedded = await embedder.embed(all, live, (n) => n / all.length);
    else
      for (const { image } of all) {
        await job.progress('embedding', embedded.length / all.length);
        embedded.push(await this.windows(live, places, image));
      }
    await job.progress('fitting', null);
    const embeddings = embedded.slice(0, images.length);
    const fitted = fitOnTraining(embeddings, network.features, config, {
      calibration: embedded.slice(images.length),
      groups: groupsOf(chooseTraining(input.train, config)),
    });
    const mapThreshold = places
      ? fitted.placeThreshold
      : quantile(
          heldOutGradCam(embeddings, network, config, cellsOf(network, config, input.imageSizePx)),
          evaluation.thresholdQuantile,
        );
    this.fitted = { embedder, key, config, density: fitted, mapThreshold };
    return this.fitted;
  }
}

/** No image of a person's has this name. */
const FRAME = '\u0000frame';

/** What a fit depends on: weights, settings, images. */
function fitKey({ embedder, train, calibration = [] }: EvaluationInput, config: Config): string {
  const { data, density, evaluation, mistakes, seed } = config;
  const ids = [...train, ...calibration].map(({ id, role }) => `${role} ${id}`);
  const { version } = embedder.model.store;
  return JSON.stringify([version, data.region, density, evaluation, mistakes, seed, ids]);
}

async function wholeFrame(
  embedder: Embedder,
  image: { readonly width: number; readonly height: number; readonly data: Uint8Array },
): Promise<Embedding> {
  const { features, maps, side } = await embedWhole(embedder.trunk, [image], true);
  return { features, map: maps, mapSide: side };
}

/**
 * How much `fast` dense scoring differs from `exact` (method section 4), measured with the present weights: each way embeds the same
 * training images, fits its own density, and maps the same test images.
 */
import { evenlySpread } from '../../core/dataset/part-of-test.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { spearman } from '../../core/metrics/spearman.ts';
import { keepRows } from '../../core/region/sites.ts';
import type { DenseComparison, EngineImage, ScoreGrid } from '../../worker/protocol.ts';
import { fitOnTraining } from './density-fit.ts';
import { embedDense } from './embed-dense.ts';
import { embedWindows } from './embed-windows.ts';
import { Embedder } from './embedder.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { chooseTraining, nameImage } from './embedding-input.ts';
import { noSuchMap } from './map-sets.ts';
import { placeCount, placeGrid } from './places.ts';
import { scorePixels } from './pixel-scores.ts';

/** `exact` takes seconds an image: so many training images must do for the two densities. */
const MOST_TRAINING = 12;

/** Defects and normal images in turn, as far as there are any: at most `most`. */
function chooseTestImages(test: readonly EngineImage[], most: number): EngineImage[] {
  const defects = test.filter(({ label }) => label === 'anomalous');
  const normal = test.filter(({ label }) => label === 'normal');
  const mixed: EngineImage[] = [];
  for (let i = 0; i < Math.max(defects.length, normal.length); i++)
    mixed.push(...defects.slice(i, i + 1), ...normal.slice(i, i + 1));
  return mixed.slice(0, most);
}

/** Features of images one by one, and what an image took. */
class Way {
  readonly features: Float32Array[] = [];
  private readonly times: number[] = [];

  constructor(private readonly featuresOf: (image: RgbImage) => Promise<Float32Array[]>) {}

  async embed(image: RgbImage): Promise<void> {
    const startedMs = performance.now();
    this.features.push(...(await this.featuresOf(image)));
    this.times.push(performance.now() - startedMs);
  }

  medianMs(): number {
    return this.times.sort((a, b) => a - b)[this.times.length >> 1];
  }
}

/** @throws PlaygroundError `no-such-map` for the image model, which has no windows. */
export async function compareDense(input: EvaluationInput, most: number): Promise<DenseComparison> {
  const { embedder, config, job, imageSizePx } = input;
  const { network } = embedder.model;
  const places = Embedder.places(config, imageSizePx);
  if (!places) throw noSuchMap('patch', 'the image model has no windows');
  const train = evenlySpread(chooseTraining(input.train, config), MOST_TRAINING);
  const test = chooseTestImages(input.test, most);
  const images = [...train, ...test].map((image) => nameImage(image, imageSizePx, config.data.region).image);
  const pool = await embedder.pooling(input);
  const fastWay = new Way(async (image) => {
    const found = await embedDense(embedder.trunk, network, [image], places, pool);
    return found.map((features) => keepRows(features, places.sites));
  });
  const exactWay = new Way((image) => embedWindows(embedder.trunk, network, [image], places));
  // In turns: what else the machine does comes upon both.
  for (const [i, image] of images.entries()) {
    await job.progress('embedding', i / images.length);
    await exactWay.embed(image);
    await fastWay.embed(image);
  }
  const mapped = async ({ features }: Way) => {
    await job.progress('fitting', null);
    const embeddings = features.slice(0, train.length).map((f) => ({ features: f, map: null, mapSide: 0 }));
    const { density, placeThreshold } = fitOnTraining(embeddings, network.features, config);
    const maps = features.slice(train.length).map((f): ScoreGrid => {
      const scores = Float32Array.from(density.score(f, placeCount(places)));
      return placeGrid(places, scores, config.data.region);
    });
    await job.progress('maps', null);
    const options = { kind: 'patch', sizePx: imageSizePx, sigmaPx: config.evaluation.sigmaPx } as const;
    return { maps, pixel: scorePixels(test, maps, { ...options, threshold: placeThreshold }) };
  };
  const fast = await mapped(fastWay);
  const exact = await mapped(exactWay);
  const correlations = fast.maps.map(({ scores }, i) => spearman(scores, exact.maps[i].scores) ?? 1);
  return {
    step: input.step,
    ids: test.map(({ id }) => id),
    trainCount: train.length,
    rankCorrelation: correlations.reduce((a, b) => a + b, 0) / correlations.length,
    lowestRankCorrelation: Math.min(...correlations),
    pixelAuroc: fast.pixel && exact.pixel ? { fast: fast.pixel.auroc, exact: exact.pixel.auroc } : null,
    fastMs: fastWay.medianMs(),
    exactMs: exactWay.medianMs(),
  };
}

/** The run as a detector to take away: its trunk with the present weights, and the density and thresholds that its evaluation has. */
import { evenlySpread } from '../../core/dataset/part-of-test.ts';
import { mean, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Config } from '../../core/config/schema.ts';
import type { DetectorParts, DetectorRegion, GoldenImage } from '../../core/detector/types.ts';
import { OUTSIDE_COLOUR, regionAt } from '../../core/region/region.ts';
import { sitesOf } from '../../core/region/sites.ts';
import type { Places } from '../inference/places.ts';
import { greatestCommonDivisor } from '../inference/embed-dense.ts';
import { heldOutGradCam, type Scorer } from '../inference/density-fit.ts';
import { Embedder } from '../inference/embedder.ts';
import { scoreImage } from '../inference/evaluate.ts';
import type { EvaluationInput } from '../inference/evaluation-input.ts';
import { nameImage } from '../inference/embedding-input.ts';
import { fitAsEvaluated } from '../inference/fit-as-evaluated.ts';
import { cellsOf } from '../inference/gradcam.ts';
import { quantile } from '../../core/metrics/quantile.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { DEVIATION, MEAN, normalisePixels } from '../training/normalise.ts';
import { requireOneDensity } from '../../core/detector/exportable.ts';
import { layersModel, type Grid } from './layers-model.ts';

/** So many go with a detector. */
const GOLDEN_IMAGES = 5;

/** @throws PlaygroundError `places-not-exported` */
export async function detectorParts(input: EvaluationInput): Promise<DetectorParts> {
  const { embedder, config, imageSizePx } = input;
  requireOneDensity(config);
  const { network } = embedder.model;
  const mapOf = Embedder.places(config, imageSizePx) ?? {
    side: mapSide(network, imageSizePx),
    stridePx: network.stridePx,
    offsetPx: network.offsetPx,
  };
  const { fitted, embeddings } = await fitAsEvaluated(input);
  const kept = fitted.calibrationScores.length > 0;
  const cells = cellsOf(network, config, imageSizePx);
  const windows = Embedder.places(config, imageSizePx);
  const { density, threshold, imageScale } = fitted;
  const finer = windows && config.evaluation.dense === 'fast' && network.backbone.family.dilates;
  const gridPx = finer ? greatestCommonDivisor(windows.stridePx, network.stridePx) : network.stridePx;
  return {
    step: input.step,
    imageSizePx,
    normalise: { mean: MEAN, deviation: DEVIATION },
    region: regionOf(config, imageSizePx, mapOf),
    windows: windows && {
      sizePx: windows.windowPx,
      stridePx: windows.stridePx,
      cells: mapSide(network, windows.windowPx),
      dense: config.evaluation.dense,
      correction: await embedder.correction(input),
    },
    networkStridePx: network.stridePx,
    placePx: gridPx,
    model: await modelParts(embedder, { gridPx, sizePx: imageSizePx }),
    density: { ...density.numbers(), dimension: network.features, locations: density.locations },
    imageScale,
    map: {
      side: mapOf.side,
      stridePx: mapOf.stridePx,
      offsetPx: mapOf.offsetPx,
      sigmaAt256Px: config.evaluation.sigmaPx,
    },
    normalScores: kept ? fitted.calibrationScores : fitted.heldOutScores,
    normalScoresKept: kept,
    golden: await goldenImages(input, fitted),
    threshold,
    mapThreshold: windows
      ? fitted.placeThreshold
      : quantile(heldOutGradCam(embeddings, network, config, cells), config.evaluation.thresholdQuantile),
  };
}

function regionOf(
  { data }: Config,
  sizePx: number,
  { side, stridePx, offsetPx }: Pick<Places, 'side' | 'stridePx' | 'offsetPx'>,
): DetectorRegion | null {
  const region = regionAt(data.region, sizePx);
  const sites = sitesOf(side, { stridePx, offsetPx }, region);
  if (!region || !sites) return null;
  const { kept, nearest } = sites;
  return { code: data.region, colour: OUTSIDE_COLOUR, inside: region.inside, kept, nearest: [...nearest] };
}

/** A few images over the whole test set (or, without one, the training set), scored as an evaluation scores them. */
async function goldenImages(input: EvaluationInput, scorer: Scorer): Promise<GoldenImage[]> {
  const { embedder, config, imageSizePx, test, train } = input;
  const places = Embedder.places(config, imageSizePx);
  const chosen = evenlySpread(test.length > 0 ? test : train, GOLDEN_IMAGES);
  const cells = cellsOf(embedder.model.network, config, imageSizePx);
  const named = chosen.map((image) => nameImage(image, imageSizePx, config.data.region));
  const embeddings = await embedder.embed(named, input, (n) => n / named.length);
  const sidePx = places ? places.windowPx : imageSizePx;
  const golden: GoldenImage[] = [];
  for (const [i, embedding] of embeddings.entries()) {
    const { score, map } = scoreImage(embedding, scorer, places, cells);
    const pixels = Uint8Array.from(chosen[i].pixels);
    const features = await cornerFeatures(embedder, pixels, imageSizePx, sidePx);
    golden.push({ pixels, score, places: map.scores, embedded: { sidePx, features } });
  }
  return golden;
}

/** Pooled features of the upper left square: what any other program with the same weights must give too. */
async function cornerFeatures(
  { trunk }: Embedder,
  pixels: Uint8Array,
  imageSizePx: number,
  sidePx: number,
): Promise<Float32Array> {
  const corner = new Uint8Array(3 * sidePx * sidePx);
  for (let y = 0; y < sidePx; y++) {
    const from = 3 * y * imageSizePx;
    corner.set(pixels.subarray(from, from + 3 * sidePx), 3 * y * sidePx);
  }
  const pooled = tidy(() =>
    mean(trunk.forward(tensor4d(normalisePixels(corner), [1, sidePx, sidePx, 3])), [1, 2]),
  );
  const features = Float32Array.from(await pooled.data());
  pooled.dispose();
  return features;
}

async function modelParts({ model, trunk }: Embedder, grid: Grid): Promise<DetectorParts['model']> {
  const { graph, topology } = layersModel(model.network, trunk, grid);
  const size = graph.weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const data = new Float32Array(size);
  let at = 0;
  for (const { from, part } of graph.weights) {
    const values = (await trunk.layer(from)[part].data()) as Float32Array;
    data.set(values, at);
    at += values.length;
  }
  return { topology, weights: graph.weights.map(({ name, shape }) => ({ name, shape })), data };
}

/** The run as a detector to take away: its trunk with the present weights, and the density and thresholds that its evaluation has. */
import type { DetectorParts } from '../../core/detector/types.ts';
import { augmentTraining } from '../inference/augment-training.ts';
import { greatestCommonDivisor } from '../inference/embed-dense.ts';
import { fitOnTraining, heldOutGradCam } from '../inference/density-fit.ts';
import { Embedder } from '../inference/embedder.ts';
import { namedTraining, type EvaluationInput } from '../inference/evaluation-input.ts';
import { quantile } from '../../core/metrics/quantile.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { DEVIATION, MEAN } from '../training/normalise.ts';
import { layersModel, type Grid } from './layers-model.ts';

export async function detectorParts(input: EvaluationInput): Promise<DetectorParts> {
  const { embedder, config, job, imageSizePx } = input;
  const { network } = embedder.model;
  const named = namedTraining(input);
  const images = config.mistakes.densityOnAugmented ? augmentTraining(named, config) : named;
  const embeddings = await embedder.embed(images, input, (n) => n / images.length);
  await job.progress('fitting', null);
  const fitted = fitOnTraining(embeddings, network.features, config);
  const windows = Embedder.places(config, imageSizePx);
  const { density, threshold } = fitted;
  const finer = windows && config.evaluation.dense === 'fast' && network.backbone.family.dilates;
  const gridPx = finer ? greatestCommonDivisor(windows.stridePx, network.stridePx) : network.stridePx;
  return {
    step: input.step,
    imageSizePx,
    normalise: { mean: MEAN, deviation: DEVIATION },
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
    map: {
      ...(windows ?? {
        side: mapSide(network, imageSizePx),
        stridePx: network.stridePx,
        offsetPx: network.offsetPx,
      }),
      sigmaAt256Px: config.evaluation.sigmaPx,
    },
    normalScores: fitted.heldOutScores,
    threshold,
    mapThreshold: windows
      ? fitted.placeThreshold
      : quantile(heldOutGradCam(embeddings, network, config), config.evaluation.thresholdQuantile),
  };
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

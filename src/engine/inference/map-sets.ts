/**
 * The other kinds of maps of a run (protocol `MapSet`). GradCAM of a patch model: the trunk is fully convolutional, so it takes the whole
 * image, its pooled features get their own Gaussian, and the map is that of an image model (paper 4.2).
 */
import { fitDensity } from '../../core/density/fit-density.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { quantile, quantileTable } from '../../core/metrics/quantile.ts';
import type { MapKind, MapSet } from '../../worker/protocol.ts';
import { heldOutGradCam, joinFeatures } from './density-fit.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { namedTraining, nameImage } from './embedding-input.ts';
import { cellsOf, gradCam } from './gradcam.ts';
import { scorePixels } from './pixel-scores.ts';

export function noSuchMap(kind: MapKind, reason: string): PlaygroundError {
  return new PlaygroundError('no-such-map', `There are no ${kind} maps: ${reason}. Nothing was changed.`, {
    kind,
    reason,
  });
}

/** GradCAM maps of the test images with these ids, or of all (null); ids that are no test image are left out. */
async function gradCamMaps(input: EvaluationInput, ids: readonly string[] | null): Promise<MapSet> {
  const { embedder, config, job, imageSizePx } = input;
  const { network } = embedder.model;
  const wanted = ids && new Set(ids);
  const test = input.test.filter(({ id }) => !wanted || wanted.has(id));
  const train = namedTraining(input);
  const total = train.length + test.length;
  const normal = await embedder.embedWhole(train, config, job, (n) => n / total);
  const named = test.map((image) => nameImage(image, imageSizePx, config.data.region));
  const asked = await embedder.embedWhole(named, config, job, (n) => (train.length + n) / total);
  await job.progress('fitting', null);
  const density = fitDensity(joinFeatures(normal), normal.length, network.features, config.density);
  const cells = cellsOf(network, config, imageSizePx);
  const values = heldOutGradCam(normal, network, config, cells);
  await job.progress('maps', null);
  const maps = asked.map((embedding) => gradCam(embedding, density, cells));
  const threshold = quantile(values, config.evaluation.thresholdQuantile);
  const { sigmaPx } = config.evaluation;
  return {
    kind: 'gradcam',
    step: input.step,
    ids: test.map(({ id }) => id),
    maps,
    threshold,
    normalQuantiles: quantileTable(values),
    pixel: wanted
      ? null
      : scorePixels(test, maps, { kind: 'gradcam', sizePx: imageSizePx, sigmaPx, threshold }),
  };
}

/** @throws PlaygroundError `no-such-map` where the run has no maps of this kind. */
export async function mapsOfKind(
  input: EvaluationInput,
  kind: MapKind,
  ids: readonly string[] | null,
): Promise<MapSet> {
  switch (kind) {
    case 'gradcam':
      return gradCamMaps(input, ids);
    case 'patch':
      throw noSuchMap(kind, 'they come with every evaluation of a patch model, and an image model has none');
    case 'locations':
      throw noSuchMap(kind, 'they come with every evaluation that is read by places, and this one is not');
    case 'pretrained':
      throw noSuchMap(kind, 'they belong to no run and have their own call');
    default:
      return kind satisfies never;
  }
}

/** Whether an evaluation brings GradCAM maps of all test images besides its own maps. */
export function bringsGradCam({
  step,
  config,
  brief,
}: Pick<EvaluationInput, 'step' | 'config' | 'brief'>): boolean {
  return !brief && config.model.mode === 'patch' && step >= config.training.steps;
}

/** What comes with an evaluation besides its main kind: everything at the last step, before it what is watched. */
export async function otherMaps(input: EvaluationInput, main: MapKind): Promise<MapSet[]> {
  if (main === 'gradcam') return [];
  if (bringsGradCam(input)) return [await gradCamMaps(input, null)];
  const { kinds, ids } = input.wish;
  return kinds.includes('gradcam') && ids.length > 0 ? [await gradCamMaps(input, ids)] : [];
}

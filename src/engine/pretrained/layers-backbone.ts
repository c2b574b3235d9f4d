/**
 * A person's own TensorFlow.js LayersModel as the network of the no-training baseline: read from its files, checked, cut at two feature
 * maps. Pooled: the last map. Places: the last map that is no coarser than 16 px. Weights stay as they are.
 */
import { image, io, mean, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { PlaygroundError } from '../../core/errors.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { BackboneFile, BackbonePreprocessing, BackboneReport } from '../../worker/protocol.ts';
import { normalisePixels } from '../training/normalise.ts';
import type { FeatureNet } from './feature-net.ts';
import { inputSizeOf, readLayersFiles, withInputSize } from './layers-files.ts';

/** Places of a map should not be further apart. */
const COARSEST_PLACES_PX = 16;

export interface LayersBackbone extends FeatureNet {
  readonly report: BackboneReport;
}

const unfit = (reason: string) =>
  new PlaygroundError('backbone-unfit', `This model cannot be used as a backbone: ${reason}`, { reason });

/**
 * @param files `model.json` and its weight files, by name.
 * @param imageSizePx side of the images to come; a model with an input of fixed size gets them resized.
 * @throws PlaygroundError `backbone-unreadable` when the files are not a whole LayersModel, `backbone-unfit` when its shapes do not serve.
 */
export async function openLayersBackbone(
  files: readonly BackboneFile[],
  preprocessing: BackbonePreprocessing,
  imageSizePx: number,
): Promise<LayersBackbone> {
  const { name, artifacts } = readLayersFiles(files);
  const fixed = inputSizeOf(artifacts.modelTopology);
  const { loadLayersModel, model: joinModel } = await import('@tensorflow/tfjs-layers');
  let whole: LayersModel;
  try {
    const modelTopology = fixed
      ? artifacts.modelTopology
      : withInputSize(artifacts.modelTopology, imageSizePx);
    whole = await loadLayersModel(io.fromMemory({ ...artifacts, modelTopology: modelTopology as object }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlaygroundError(
      'backbone-unreadable',
      `The model could not be loaded: ${reason}`,
      { reason },
      { cause },
    );
  }
  try {
    const { local, top, sizePx } = chooseTaps(whole);
    const cut = joinModel({
      inputs: whole.inputs,
      outputs: local === top ? top.tensor : [local.tensor, top.tensor],
    });
    const report: BackboneReport = {
      name,
      preprocessing,
      inputSizePx: sizePx,
      pooledFeatures: top.channels,
      placeFeatures: local.channels,
      placesPerSide: local.side,
      weights: whole.countParams(),
    };
    return {
      report,
      embed: (picture) => embed(cut, picture, sizePx, preprocessing),
      dispose: () => whole.dispose(),
    };
  } catch (error) {
    whole.dispose();
    throw error;
  }
}

interface Tap {
  readonly tensor: SymbolicTensor;
  readonly side: number;
  readonly channels: number;
}

function chooseTaps({ inputs, layers }: LayersModel): { local: Tap; top: Tap; sizePx: number } {
  if (inputs.length !== 1) throw unfit(`it has ${inputs.length} inputs; one image is given`);
  const [, height, width, channels] = inputs[0].shape;
  if (inputs[0].shape.length !== 4 || channels !== 3)
    throw unfit(
      `its input has the shape [${inputs[0].shape.join(', ')}]; [batch, height, width, 3] is given`,
    );
  if (!height || height !== width) throw unfit(`its input is ${height} x ${width}; square images are given`);
  const taps: Tap[] = [];
  for (const { output } of layers) {
    if (Array.isArray(output) || output === inputs[0] || output.shape.length !== 4) continue;
    const [, rows, columns, depth] = output.shape;
    if (rows && rows > 1 && rows < height && rows === columns && depth)
      taps.push({ tensor: output, side: rows, channels: depth });
  }
  const top = taps.at(-1);
  if (!top) throw unfit('it has no feature map smaller than its input; a convolutional network is needed');
  const local = taps.findLast(({ side }) => side * COARSEST_PLACES_PX >= height) ?? top;
  return { local, top, sizePx: height };
}

async function embed(
  cut: LayersModel,
  { width, height, data }: RgbImage,
  sizePx: number,
  preprocessing: BackbonePreprocessing,
): ReturnType<FeatureNet['embed']> {
  const [pooled, local] = tidy(() => {
    const whole = tensor4d(prepare(data, preprocessing), [1, height, width, 3]);
    const x = width === sizePx ? whole : image.resizeBilinear(whole, [sizePx, sizePx], false, true);
    const maps = [cut.predict(x)].flat() as Tensor4D[];
    return [mean(maps[maps.length - 1], [1, 2]), maps[0]];
  });
  const side = local.shape[1] as number;
  const embedding = {
    pooled: (await pooled.data()) as Float32Array,
    local: (await local.data()) as Float32Array,
    side,
    stridePx: width / side,
  };
  pooled.dispose();
  local.dispose();
  if (!embedding.pooled.every(Number.isFinite)) throw unfit('it gives features that are not numbers');
  return embedding;
}

/** Bytes as the model was trained to see them. */
function prepare(data: Uint8Array, preprocessing: BackbonePreprocessing): Float32Array {
  switch (preprocessing) {
    case 'imagenet':
      return normalisePixels(data);
    case 'symmetric':
      return Float32Array.from(data, (value) => value / 127.5 - 1);
    case 'unit':
      return Float32Array.from(data, (value) => value / 255);
    case 'bytes':
      return Float32Array.from(data);
    default:
      return preprocessing satisfies never;
  }
}

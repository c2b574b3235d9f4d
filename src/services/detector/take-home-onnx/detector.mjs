/**
 * Opens detector.onnx with any build of ONNX Runtime (onnxruntime-node, onnxruntime-web) and scores pictures. All the mathematics is in the
 * file: pixels go in as they are, in any size.
 */

/** For `onnxruntime-node`: its threads do not spin while they wait, since reading and writing images needs the cores too. */
export const IN_NODE = { extra: { session: { intra_op: { allow_spinning: '0' } } } };

/**
 * @param {any} ort The runtime: `onnxruntime-node` or `onnxruntime-web`.
 * @param {Uint8Array} bytes Of detector.onnx.
 * @param {object} [options] Of the runtime, for example `{ executionProviders: ['webgpu', 'wasm'] }`.
 */
export async function openDetector(ort, bytes, options) {
  const session = await ort.InferenceSession.create(bytes, options);
  return {
    /**
     * @param {{ width: number, height: number, data: Uint8Array }} image 8-bit RGB, 3 bytes a pixel.
     * @returns Score, p-value, decision, and the map with its side.
     */
    async score({ width, height, data }) {
      const images = new ort.Tensor('uint8', data, [1, height, width, 3]);
      const out = await session.run({ images });
      return {
        score: out.anomaly_score.data[0],
        pValue: out.p_value.data[0],
        anomalous: Boolean(out.is_anomalous.data[0]),
        map: out.anomaly_map.data,
        side: out.anomaly_map.dims[1],
      };
    },
    release: () => session.release(),
  };
}

/** RGB of pixels with 4 bytes, as a canvas gives them. */
export function rgbOf({ width, height, data }) {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from];
    rgb[to + 1] = data[from + 1];
    rgb[to + 2] = data[from + 2];
  }
  return { width, height, data: rgb };
}

/**
 * How far what was found lies from what the playground measured: of scores relative to them, of maps relative to their largest value.
 * Decisions and p-values must be the very same.
 */
export function differences(found, golden) {
  const largest = golden.map.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  const apart = golden.map.reduce((most, value, i) => Math.max(most, Math.abs(found.map[i] - value)), 0);
  return {
    score: Math.abs(found.score - golden.score) / Math.max(Math.abs(golden.score), 1e-30),
    map: found.map.length === golden.map.length ? apart / largest : Infinity,
    flipped: found.anomalous !== golden.anomalous,
  };
}

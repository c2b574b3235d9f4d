/** The ONNX graph makes the same square of bytes as the page does, for every way to fit and at odd sizes. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { OnnxGraph } from '../src/core/detector/onnx/graph.ts';
import { squareImage } from '../src/core/detector/onnx/resize.ts';
import { fitGeometry } from '../src/core/dataset/fit.ts';
import { AreaRows } from '../src/core/dataset/resample.ts';
import { createRandom } from '../src/core/random/random.ts';

const SIDE = 48;

it.each([
  ['stretch', 97, 61],
  ['stretch', 20, 30],
  ['stretch', 48, 48],
  ['stretch', 1, 300],
  ['stretch', 900, 700],
  // Halves everywhere: means of 2, 6 and 36 pixels.
  ['stretch', 96, 96],
  ['stretch', 288, 288],
  ['stretch', 24, 96],
  ['crop', 133, 90],
  ['crop', 31, 90],
  ['letterbox', 50, 201],
  ['letterbox', 33, 12],
  ['letterbox', 2, 500],
] as const)('%s of %i x %i px', async (fit, width, height) => {
  const g = new OnnxGraph('square');
  const images = g.input('images', 'uint8', ['N', 'H', 'W', 3]);
  g.output('square', squareImage(g, images, SIDE, fit), 'float32', ['N', 3, SIDE, SIDE]);
  const session = await InferenceSession.create(g.toFile({}));
  const random = createRandom(1, 'onnx-resize', width);
  const pictures = [0, 1].map(() =>
    Uint8Array.from({ length: width * height * 3 }, () => random.int(0, 255)),
  );
  const batch = Uint8Array.from(pictures.flatMap((picture) => [...picture]));
  const found = (await session.run({ images: new Tensor('uint8', batch, [2, height, width, 3]) })).square
    .data as Float32Array;
  const geometry = fitGeometry(width, height, SIDE, fit);
  const { source } = geometry;
  const differing: number[] = [];
  pictures.forEach((data, n) => {
    const rows = new AreaRows(geometry, SIDE);
    for (let y = 0; y < source.height; y++) {
      const from = ((source.y + y) * width + source.x) * 3;
      rows.add({ data: data.subarray(from, from + source.width * 3), firstRow: y, rowCount: 1, channels: 3 });
    }
    const expected = rows.finish().data;
    expected.forEach((value, i) => {
      const [pixel, channel] = [Math.floor(i / 3), i % 3];
      const here = found[(n * 3 + channel) * SIDE * SIDE + pixel];
      if (here !== value) differing.push(i);
    });
  });
  expect(differing).toEqual([]);
  await session.release();
});

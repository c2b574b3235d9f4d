import { beforeAll, describe, expect, it } from 'vitest';
import {
  add,
  div,
  matMul,
  mul,
  relu,
  softmax,
  sqrt,
  sub,
  tensor,
  tidy,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Checkpoint, EngineApi } from '../../worker/protocol.ts';
import { createEngine } from '../session/engine.ts';
import { config, images } from '../session/testing/small-set.ts';

/** The head by TensorFlow's own operations, from pooled features and a checkpoint; its running values are the last of the packed ones. */
function headOf({ tensors }: Checkpoint, features: Float32Array): Float32Array {
  const of = (name: string) => tensors.find((one) => one.name === name)!;
  const value = (name: string) => tensor(of(name).data, [...of(name).shape]);
  const hidden = of('head1.gamma').data.length;
  const all = of('running.mean').data.length;
  const from = { head0: all - hidden - features.length, head1: all - hidden };
  return tidy(() => {
    let h: Tensor = tensor(features, [1, features.length]);
    for (const name of ['head0', 'head1'] as const) {
      const z = matMul(h, value(`${name}.weight`));
      const count = of(`${name}.gamma`).data.length;
      const running = (which: string) =>
        tensor(of(`running.${which}`).data.slice(from[name], from[name] + count));
      const scaled = div(sub(z, running('mean')), sqrt(add(running('variance'), 1e-5)));
      h = relu(add(mul(scaled, value(`${name}.gamma`)), value(`${name}.beta`)));
    }
    const logits = add(matMul(h, value('logits.weight')), value('logits.bias'));
    return softmax(logits).dataSync() as Float32Array;
  });
}

describe('what the network says of one view', () => {
  let engine: EngineApi;
  beforeAll(async () => {
    engine = createEngine({ wasmThreads: 1 });
    await engine.initialise('wasm', () => undefined);
    await engine.setImages(images);
    await engine.prepare(config);
    await engine.train(6);
  });

  it('are the shares of its classes, as the head gives them with running statistics', async () => {
    const { id, pixels } = images[0];
    const shares = await engine.judgeView(pixels);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
    const { data } = await engine.embeddings([id]);
    const expected = headOf(await engine.checkpoint(), data);
    expect(shares).toHaveLength(expected.length);
    shares.forEach((share, i) => expect(share).toBeCloseTo(expected[i], 4));
    expect(await engine.judgeView(pixels)).toEqual(shares);
  });

  it('follow the picture, and leave nothing on the device', async () => {
    const { tensors } = await engine.memory();
    const [one, other] = [
      await engine.judgeView(images[0].pixels),
      await engine.judgeView(images[15].pixels),
    ];
    expect(one).not.toEqual(other);
    expect((await engine.memory()).tensors).toBe(tensors);
  });

  it('are refused for pixels that are no square', async () => {
    await expect(engine.judgeView(new Uint8Array(10))).rejects.toMatchObject({ code: 'image-size-differs' });
  });
});

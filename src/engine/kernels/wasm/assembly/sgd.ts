/** SGD with momentum and L2 in one pass (PyTorch's law). One task is `taskFloats` elements. */
import { fma, fnma } from './tile';

@unmanaged
class Sgd {
  weight: usize;
  momentum: usize;
  gradient: usize;
  newWeight: usize;
  newMomentum: usize;
  floats: i32;
  taskFloats: i32;
  learningRate: f32;
  momentumFactor: f32;
  weightDecay: f32;
}

export function sgdUpdate(args: usize, task: i32, _scratch: usize): void {
  const s = changetype<Sgd>(args);
  const start = <usize>(task * s.taskFloats) << 2;
  const end = <usize>min((task + 1) * s.taskFloats, s.floats) << 2;
  const weight = s.weight, momentum = s.momentum, gradient = s.gradient;
  const newWeight = s.newWeight, newMomentum = s.newMomentum;
  const rate = f32x4.splat(s.learningRate), factor = f32x4.splat(s.momentumFactor), decay = f32x4.splat(s.weightDecay);
  let i = start;
  for (; i + 16 <= end; i += 16) {
    const w = v128.load(weight + i);
    const m = fma(factor, v128.load(momentum + i), fma(decay, w, v128.load(gradient + i)));
    v128.store(newMomentum + i, m);
    v128.store(newWeight + i, fnma(rate, m, w));
  }
  for (; i < end; i += 4) {
    const w = load<f32>(weight + i);
    const m = s.momentumFactor * load<f32>(momentum + i) + (load<f32>(gradient + i) + s.weightDecay * w);
    store<f32>(newMomentum + i, m);
    store<f32>(newWeight + i, w - s.learningRate * m);
  }
}

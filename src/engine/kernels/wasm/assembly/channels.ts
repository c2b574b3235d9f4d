/**
 * What squeeze-and-excitation and biases need of a tensor seen as [segments, rows, channels]: sums over the rows of each segment, and
 * each segment scaled by numbers of its own. A task is a chunk of a segment's rows; partial sums are added in order.
 */
import { zeroFloats } from './copy';
import { fma } from './tile';

@unmanaged
class Channels {
  a: usize;
  /** Sums: second factor, 0 for none. Scaling: what is added to each row of a segment, 0 for none. */
  b: usize;
  /** Scaling: [segments, channels]. */
  scale: usize;
  /** Sums: partials [segments][chunks][channels]. Scaling: the result. */
  target: usize;
  rows: i32;
  channels: i32;
  chunks: i32;
  chunkRows: i32;
}

export function channelSums(args: usize, task: i32, _scratch: usize): void {
  const s = changetype<Channels>(args);
  const bytes = <usize>s.channels << 2;
  const first = (task % s.chunks) * s.chunkRows;
  const last = min(first + s.chunkRows, s.rows);
  const target = s.target + <usize>task * bytes;
  const start = <usize>((task / s.chunks) * s.rows + first) * bytes;
  const end = start + <usize>max(0, last - first) * bytes;
  zeroFloats(target, bytes);
  for (let row = start; row < end; row += bytes) {
    const a = s.a + row, b = s.b + row;
    let c: usize = 0;
    if (s.b === 0) {
      for (; c + 16 <= bytes; c += 16) v128.store(target + c, f32x4.add(v128.load(target + c), v128.load(a + c)));
      for (; c < bytes; c += 4) store<f32>(target + c, load<f32>(target + c) + load<f32>(a + c));
    } else {
      for (; c + 16 <= bytes; c += 16) v128.store(target + c, fma(v128.load(a + c), v128.load(b + c), v128.load(target + c)));
      for (; c < bytes; c += 4) store<f32>(target + c, load<f32>(target + c) + load<f32>(a + c) * load<f32>(b + c));
    }
  }
}

@unmanaged
class ChannelTotals {
  partials: usize;
  target: usize;
  channels: i32;
  chunks: i32;
  factor: f32;
}

/** target[segment, c] = factor * sum over chunks. One task is a segment. */
export function channelTotals(args: usize, segment: i32, _scratch: usize): void {
  const s = changetype<ChannelTotals>(args);
  const bytes = <usize>s.channels << 2;
  const target = s.target + <usize>segment * bytes;
  const partials = s.partials + <usize>(segment * s.chunks) * bytes;
  for (let c: usize = 0; c < bytes; c += 4) {
    let sum: f32 = 0;
    for (let chunk = 0; chunk < s.chunks; chunk++) sum += load<f32>(partials + <usize>chunk * bytes + c);
    store<f32>(target + c, s.factor * sum);
  }
}

/** target = a * scale[segment] (+ b[segment]). */
export function channelScale(args: usize, task: i32, _scratch: usize): void {
  const s = changetype<Channels>(args);
  const bytes = <usize>s.channels << 2;
  const segment = task / s.chunks;
  const first = (task % s.chunks) * s.chunkRows;
  const last = min(first + s.chunkRows, s.rows);
  const scale = s.scale + <usize>segment * bytes;
  const shift = s.b + <usize>segment * bytes;
  const start = <usize>(segment * s.rows + first) * bytes;
  const end = start + <usize>max(0, last - first) * bytes;
  for (let row = start; row < end; row += bytes) {
    const a = s.a + row, target = s.target + row;
    let c: usize = 0;
    if (s.b === 0) {
      for (; c + 16 <= bytes; c += 16) v128.store(target + c, f32x4.mul(v128.load(a + c), v128.load(scale + c)));
      for (; c < bytes; c += 4) store<f32>(target + c, load<f32>(a + c) * load<f32>(scale + c));
    } else {
      for (; c + 16 <= bytes; c += 16) v128.store(target + c, fma(v128.load(a + c), v128.load(scale + c), v128.load(shift + c)));
      for (; c < bytes; c += 4) store<f32>(target + c, load<f32>(a + c) * load<f32>(scale + c) + load<f32>(shift + c));
    }
  }
}

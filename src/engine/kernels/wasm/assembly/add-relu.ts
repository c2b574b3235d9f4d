/** y = relu(a + b), the end of a residual block in inference. One task is `taskFloats` elements. */
@unmanaged
class AddRelu {
  a: usize;
  b: usize;
  target: usize;
  floats: i32;
  taskFloats: i32;
}

export function addRelu(args: usize, task: i32, _scratch: usize): void {
  const p = changetype<AddRelu>(args);
  const a = p.a, b = p.b, target = p.target;
  const end = <usize>min((task + 1) * p.taskFloats, p.floats) << 2;
  const zero = f32x4.splat(0);
  let i = <usize>(task * p.taskFloats) << 2;
  for (; i + 16 <= end; i += 16) {
    v128.store(target + i, f32x4.max(f32x4.add(v128.load(a + i), v128.load(b + i)), zero));
  }
  for (; i < end; i += 4) store<f32>(target + i, max<f32>(load<f32>(a + i) + load<f32>(b + i), 0));
}

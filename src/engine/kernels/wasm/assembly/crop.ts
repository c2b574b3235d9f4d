/** Cuts a frame off maps: whole lines are copied. (On shared memory a browser copies typed arrays word by word, tfjs's Slice with it.) */

@unmanaged class Crop {
  source: usize; target: usize;
  /** Lines and bytes of a line, of the source and of the target. */
  inHeight: i32; inLine: i32; outHeight: i32; outLine: i32;
  /** Lines, and bytes of a line, that are cut off at the start. */
  top: i32; left: i32;
  /** Lines of the target, of all samples and of one task. */
  lines: i32; taskLines: i32;
}

export function crop(args: usize, task: i32, _scratch: usize): void {
  const p = changetype<Crop>(args);
  const end = min((task + 1) * p.taskLines, p.lines);
  for (let line = task * p.taskLines; line < end; line++) {
    const sample = line / p.outHeight;
    const from = sample * p.inHeight + p.top + (line - sample * p.outHeight);
    const source = p.source + <usize>from * <usize>p.inLine + <usize>p.left;
    memory.copy(p.target + <usize>line * <usize>p.outLine, source, <usize>p.outLine);
  }
}

/** Small drawings in turns of a few milliseconds a frame: a screen full of thumbnails never holds the page up. */

const BUDGET_MS = 8;

const waiting = new Set<() => void>();
let frame = 0;

function paintSome(): void {
  const startedAtMs = performance.now();
  for (const paint of waiting) {
    waiting.delete(paint);
    paint();
    if (performance.now() - startedAtMs > BUDGET_MS) break;
  }
  frame = waiting.size > 0 ? requestAnimationFrame(paintSome) : 0;
}

/** Calls `paint` in one of the next frames. Returns a function that takes the request back. */
export function paintSoon(paint: () => void): () => void {
  waiting.add(paint);
  frame ||= requestAnimationFrame(paintSome);
  return () => waiting.delete(paint);
}

/** Small drawing jobs, a few milliseconds of them in each frame, so that a large batch never holds up the page. */
const BUDGET_MS = 8;
const jobs = new Set<() => void>();
let scheduled = false;

function run(): void {
  scheduled = false;
  const start = performance.now();
  for (const job of jobs) {
    jobs.delete(job);
    job();
    if (performance.now() - start > BUDGET_MS) break;
  }
  if (jobs.size > 0) schedule();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(run);
}

/** Runs `job` in one of the next frames; the returned function takes it back. */
export function paintSoon(job: () => void): () => void {
  jobs.add(job);
  schedule();
  return () => jobs.delete(job);
}

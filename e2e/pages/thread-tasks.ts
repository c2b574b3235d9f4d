/**
 * The tasks of a page's main thread, from Chromium's own trace: how long each held the thread by the clock, how much of that the processor
 * really worked for it (on a machine with fewer free cores than threads the rest is waiting for a core), and what it did longest.
 */
import type { Browser, Page } from '@playwright/test';

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Tasks shorter than this are not looked into. */
const WORTH_A_LOOK_US = 15_000;

/** The collector's turns; its other events lie within these. */
const COLLECTIONS: ReadonlySet<string> = new Set(['MinorGC', 'MajorGC']);

/** A complete event of the trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

interface PageFrame {
  readonly processId?: number;
}

export interface ThreadTask {
  /** From the first task of the trace. */
  readonly startMs: number;
  /** By the clock: what the long-task observer reports. */
  readonly clockMs: number;
  /** Processor time of the thread within the task. */
  readonly cpuMs: number;
  /** What of it lies in parts that have a name: scripts, style, layout, paint, collector. The rest is the browser's housekeeping. Of long tasks only. */
  readonly namedMs: number;
  /** What of it the garbage collector took, whose turn comes when the heap is full, in whatever task that is; of long tasks only. */
  readonly collectorMs: number;
  /** Its longest parts, longest first: name, milliseconds by the clock, and where it was called. */
  readonly parts: readonly string[];
}

function inWords({ name, dur, args }: TraceEvent): string {
  const { functionName, url, lineNumber, columnNumber } = args?.data ?? {};
  const where = [
    functionName,
    String(url ?? '')
      .split('/')
      .at(-1),
    lineNumber,
    columnNumber,
  ];
  return `${name} ${(dur / 1000).toFixed(0)} ${where.filter(Boolean).join(':')}`.trim();
}

const workedMs = ({ tdur, dur }: TraceEvent): number => (tdur ?? dur) / 1000;

/** Of events by start: those that lie in no other. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = -Infinity;
  return events.filter(({ ts, dur }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/** Processes that hold a document of the page. The browser keeps others ready for documents to come: what those do blocks nobody. */
function pagesOf(events: readonly TraceEvent[]): ReadonlySet<number> {
  const frames = events.flatMap(({ name, args }) => {
    if (name === 'TracingStartedInBrowser') return (args?.data?.frames ?? []) as PageFrame[];
    return name === 'FrameCommittedInBrowser' ? [args?.data as unknown as PageFrame] : [];
  });
  return new Set(frames.flatMap(({ processId }) => processId ?? []));
}

/** All tasks of the main threads of pages (workers and the browser's own threads left out), by start. */
function tasksOf(trace: Buffer): ThreadTask[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}-${tid}`;
  const pages = pagesOf(traceEvents);
  if (pages.size === 0) throw new Error('The trace does not say which process the page is in.');
  const mains = new Set(
    traceEvents
      .filter(
        ({ name, args, pid }) => name === 'thread_name' && args?.name === 'CrRendererMain' && pages.has(pid),
      )
      .map(thread),
  );
  const complete = traceEvents
    .filter((event) => event.ph === 'X' && mains.has(thread(event)))
    .sort((a, b) => a.ts - b.ts);
  const tasks = complete.filter(({ name }) => name === 'RunTask');
  return tasks.map((task) => {
    const within = (event: TraceEvent) =>
      event !== task &&
      thread(event) === thread(task) &&
      event.ts >= task.ts &&
      event.ts + event.dur <= task.ts + task.dur;
    const inside = task.dur < WORTH_A_LOOK_US ? [] : complete.filter(within);
    const collections = inside.filter(({ name }) => COLLECTIONS.has(name));
    return {
      startMs: (task.ts - tasks[0].ts) / 1000,
      clockMs: task.dur / 1000,
      cpuMs: workedMs(task),
      namedMs: outermost(inside).reduce((sum, event) => sum + workedMs(event), 0),
      collectorMs: collections.reduce((sum, event) => sum + workedMs(event), 0),
      parts: inside
        .filter(({ dur }) => dur > 2000)
        .sort((a, b) => b.dur - a.dur)
        .map(inWords),
    };
  });
}

/** The tasks of `page`'s thread while `act` runs. */
export async function traced(browser: Browser, page: Page, act: () => Promise<void>): Promise<ThreadTask[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer;
  try {
    await act();
  } finally {
    trace = await browser.stopTracing();
  }
  return tasksOf(trace);
}

/** `npm run grid:status`: what servers and workers say of themselves, as data and as a table for a terminal. */
import stringWidth from 'string-width';
import type { Registry, ServerRecord, WorkerRecord } from './registry.ts';
import { duration, plain } from './words.ts';

export interface GridStatus {
  readonly id: string;
  readonly name: string;
  readonly state: 'running' | 'paused' | 'done' | 'server away';
  readonly total: number;
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly priority: number;
  /** Null before the first run of this start is done. */
  readonly leftMs: number | null;
  readonly note: string | null;
  readonly build: string;
}

export interface Status {
  readonly grids: readonly GridStatus[];
  readonly machines: readonly Omit<WorkerRecord, 'running'>[];
  readonly runs: readonly (WorkerRecord['running'][number] & Pick<WorkerRecord, 'machine' | 'pid'>)[];
}

type Server = ServerRecord & { readonly alive: boolean };

function gridStatus(server: Server, workers: readonly WorkerRecord[]): GridStatus {
  const { id, name, total, done, failed, cancelled, priority, meanMs, note, build } = server;
  const running = workers.flatMap((worker) => worker.running).filter(({ grid }) => grid === id).length;
  const left = Math.max(0, total - done - failed - cancelled);
  const state = server.ended ? 'done' : !server.alive ? 'server away' : server.paused ? 'paused' : 'running';
  return {
    id,
    name,
    state,
    total,
    queued: Math.max(0, left - running),
    running: Math.min(running, left),
    done,
    failed,
    cancelled,
    priority,
    leftMs: meanMs === null || left === 0 ? null : meanMs * left,
    note,
    build,
  };
}

export async function readStatus(registry: Registry): Promise<Status> {
  const [servers, workers] = [await registry.servers(), await registry.workers()];
  return {
    grids: servers.map((server) => gridStatus(server, workers)),
    machines: workers.map(({ running: _, ...worker }) => worker),
    runs: workers.flatMap(({ machine, pid, running }) => running.map((run) => ({ ...run, machine, pid }))),
  };
}

/** Columns by what is seen: letters of Chinese, Japanese and Korean take two places. */
function table(header: readonly string[], rows: readonly (readonly string[])[], columns: number): string[] {
  const widths = header.map((name, i) =>
    Math.max(...[name, ...rows.map((row) => row[i])].map((cell) => stringWidth(cell))),
  );
  // The first column gives way where the terminal is narrow.
  const over = widths.reduce((sum, width) => sum + width + 2, -2) - columns;
  if (over > 0) widths[0] = Math.max(8, widths[0] - over);
  return [header, ...rows].map((row) =>
    row
      .map((cell, i) => {
        let text = cell;
        while (i === 0 && stringWidth(text) > widths[i]) text = [...text].slice(0, -2).join('') + '…';
        const room = ' '.repeat(Math.max(0, widths[i] - stringWidth(text)));
        return /^[\d.%/ -]+$/.test(cell) && i > 0 ? room + text : text + room;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Lines for a terminal of that many columns. */
export function statusLines({ grids, machines, runs }: Status, columns: number): string[] {
  if (grids.length === 0 && machines.length === 0) return ['Nothing is served or worked on here.'];
  const lines: string[] = [];
  if (grids.length > 0)
    lines.push(
      ...table(
        ['GRID', 'STATE', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'LEFT', 'PRIORITY', 'ID'],
        grids.map((one) => [
          plain(one.name, 80),
          one.state,
          String(one.queued),
          String(one.running),
          `${one.done}/${one.total}`,
          String(one.failed + one.cancelled),
          one.leftMs === null ? '-' : duration(one.leftMs),
          String(one.priority),
          one.id.slice(0, 8),
        ]),
        columns,
      ),
    );
  for (const { name, note } of grids) if (note) lines.push(`! ${plain(name, 60)}: ${plain(note)}`);
  lines.push('');
  if (machines.length === 0) lines.push('No worker is here. Start one: npm run grid:work -- --redis URL');
  else
    lines.push(
      ...table(
        ['MACHINE', 'PROCESS', 'AT A TIME', 'RUNNING', 'DONE', 'FAILED'],
        machines.map((one) => [
          plain(one.machine, 60),
          String(one.pid),
          String(one.parallel),
          String(runs.filter(({ machine, pid }) => machine === one.machine && pid === one.pid).length),
          String(one.done),
          String(one.failed),
        ]),
        columns,
      ),
    );
  for (const { machine, note } of machines) if (note) lines.push(`! ${plain(machine, 60)}: ${plain(note)}`);
  if (runs.length > 0)
    lines.push(
      '',
      ...table(
        ['RUN', 'MACHINE', 'PHASE', 'STEP', 'AUROC', 'SINCE'],
        runs.map((run) => [
          plain(run.label, 60),
          plain(run.machine, 30),
          plain(run.phase, 20),
          `${run.step}/${run.steps}`,
          run.auroc === null ? '-' : run.auroc.toFixed(3),
          duration(run.sinceMs),
        ]),
        columns,
      ),
    );
  return lines;
}

/** The one grid that is meant by its name, or by the beginning of its id; null, or the names of several. */
export function findGrid(grids: readonly GridStatus[], wanted: string): GridStatus | readonly string[] {
  const found = grids.filter(
    ({ id, name }) => name === wanted || (wanted.length >= 4 && id.startsWith(wanted)),
  );
  return found.length === 1 ? found[0] : found.map(({ id, name }) => `${name} (${id})`);
}

/** What the tests of the queue share: names, a grid, a folder of files, a server of it, worker processes, and the local grid's table. */
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGrid, type Grid } from '../../../src/core/runs/grid/grid.ts';
import { dataHash } from '../../experiment/data-identity.ts';
import { GridFolder } from '../../experiment/grid-folder.ts';
import { connectRedis, redisAddress, type RedisAddress } from '../redis.ts';
import { serve, type Serving } from '../serve.ts';
import { writeFakeRun } from './fake-run.ts';

export const TEST_QUEUE = 'tests';
export const TEST_BUILD = { version: '0.0.0', id: 'abcdef012345' };

export const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `${name}-`));

export function testGrid(
  seeds: number,
  values: readonly (string | number)[] = ['cutpaste', 'scar', '3way'],
  setting = 'augment.task',
): Grid {
  return parseGrid({
    version: 1,
    name: 'tests',
    base: { preset: 'quick' },
    axes: [{ settings: [setting], values }],
    seeds: Array.from({ length: seeds }, (_, seed) => seed),
  });
}

/** A folder of small files, `images/`; their content does not matter to runs that take no browser. */
export function testImages(): string {
  const folder = join(newFolder('data'), 'images');
  for (const part of ['train/good', 'test/good', 'test/hole'])
    mkdirSync(join(folder, part), { recursive: true });
  for (let i = 0; i < 6; i++) {
    writeFileSync(join(folder, 'train/good', `${i}.png`), `normal ${i}`.repeat(2000));
    writeFileSync(join(folder, 'test/hole', `${i}.png`), `hole ${i}`.repeat(3000));
  }
  // Two names of one content.
  writeFileSync(join(folder, 'test/good/0.png'), 'normal 0'.repeat(2000));
  return folder;
}

/** What a server or a worker has said. */
export class Heard {
  readonly lines: string[] = [];
  private readonly listeners = new EventEmitter();

  readonly say = (line: string): void => {
    this.lines.push(line);
    this.listeners.emit('line');
  };

  /** Resolves when a line holds these words. */
  readonly said = async (words: string): Promise<void> => {
    while (!this.lines.some((line) => line.includes(words))) await once(this.listeners, 'line');
  };
}

export interface TestServer {
  readonly serving: Serving;
  readonly out: string;
  readonly lines: readonly string[];
  said(words: string): Promise<void>;
  close(): Promise<void>;
}

export async function startServer(
  url: string | RedisAddress,
  grid: Grid,
  data: string,
  out = newFolder('out'),
  build = TEST_BUILD,
): Promise<TestServer> {
  const { lines, say, said } = new Heard();
  const address = typeof url === 'string' ? redisAddress(url) : url;
  const redis = await connectRedis(address, say);
  const order = {
    grid,
    source: { data, sample: null },
    out,
    backend: 'wasm',
    maps: 'chosen',
    priority: 100,
  } as const;
  const serving = await serve({
    redis,
    name: TEST_QUEUE,
    build,
    orders: [order],
    http: { host: '127.0.0.1', port: 0, tls: null },
    publicUrl: null,
    say,
  });
  return {
    serving,
    out,
    lines,
    said,
    close: async () => {
      await serving.close();
      redis.disconnect();
    },
  };
}

const SCRIPT = fileURLToPath(new URL('./fake-worker.ts', import.meta.url));

/** A process of its own. */
export class WorkerProcess {
  text = '';
  private readonly child;
  readonly ended: Promise<number | null>;
  private readonly listeners = new Set<() => void>();

  constructor(
    url: string,
    { cache = newFolder('cache'), ms = 10, lockMs = 30_000, env = {} as NodeJS.ProcessEnv } = {},
  ) {
    const values = [url, cache, String(ms), String(lockMs)];
    this.child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...values], {
      env: { ...process.env, ...env },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (part: Buffer) => {
        this.text += part.toString();
        for (const look of this.listeners) look();
      });
    this.ended = new Promise((resolve) => this.child.on('exit', (code) => resolve(code)));
  }

  /** Resolves when it has said this. */
  said(words: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.text.includes(words)) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
      look();
    });
  }

  /** As Ctrl-C does. */
  ask(): void {
    this.child.kill('SIGTERM');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

/** What the local grid writes of the same runs: table.md, table.csv, grid.json. */
export async function localTables(grid: Grid, data: string): Promise<readonly string[]> {
  const out = newFolder('local');
  const folder = new GridFolder(out, grid, await dataHash({ data, sample: null }));
  for (const run of folder.runs) await writeFakeRun(run.folder, run.config, run.hash);
  folder.write(new Map());
  return tablesOf(out);
}

export const tablesOf = (out: string): readonly string[] =>
  ['table.md', 'table.csv', 'grid.json'].map((name) => readFileSync(join(out, name), 'utf8'));

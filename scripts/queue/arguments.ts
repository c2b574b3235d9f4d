/** Options of the three commands of a queue (`grid:serve`, `grid:work`, `grid:status`), checked; a mistake becomes a `UsageError`. */
import { readFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from '../experiment/options.ts';
import { checkDataFolder, checkOutFolder } from '../experiment/folder.ts';
import { parseOptions, type GridOptions } from '../experiment/options.ts';
import { DEFAULT_PRIORITY } from './jobs.ts';
import { MAPS, type MapsWanted } from './plan.ts';
import { redisAddress, type RedisAddress } from './redis.ts';
import { checkQueueName, type Command } from './registry.ts';
import type { GridOrder } from './served-grid.ts';

export const DEFAULT_QUEUE = 'grids';

type Options = NonNullable<ParseArgsConfig['options']>;

function read<T extends Options>(argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...argv], strict: true, allowPositionals: false, options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

const common = {
  redis: { type: 'string' },
  queue: { type: 'string', default: DEFAULT_QUEUE },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export interface Common {
  readonly redis: RedisAddress;
  readonly queue: string;
}

const commonOf = (values: { readonly redis?: string; readonly queue: string }): Common => ({
  redis: redisAddress(values.redis ?? process.env.REDIS_URL),
  queue: checkQueueName(values.queue),
});

export interface ServeOptions extends Common {
  readonly orders: readonly GridOrder[];
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Of Bull Board's page, on this machine only; null without it. */
  readonly board: number | null;
}

function fileOf(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`--${name}: "${path}" cannot be read (${(error as Error).message}).`);
  }
}

function publicUrlOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`--public must be an http:// or https:// address, not "${text}".`);
}

/** Null: help is wanted. @throws UsageError */
export function parseServe(argv: readonly string[]): ServeOptions | null {
  const values = read(argv, {
    ...common,
    grid: { type: 'string' },
    data: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    backend: { type: 'string', default: 'auto' },
    maps: { type: 'string', default: 'chosen' },
    priority: { type: 'string', default: String(DEFAULT_PRIORITY) },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    public: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    board: { type: 'string' },
  });
  if (values.help) return null;
  if (values.grid === undefined) throw new UsageError('--grid FILE is missing: which runs there are.');
  const sources = [
    ...values.data.map((name) => ['--data', name] as const),
    ...values.sample.map((name) => ['--sample', name] as const),
  ];
  if (sources.length === 0)
    throw new UsageError('Give --data DIR (a folder of images) or --sample NAME, once or more often.');
  const maps = MAPS.find((one) => one === values.maps);
  if (!maps) throw new UsageError(`--maps must be one of ${MAPS.join(', ')}, not "${values.maps}".`);
  if (values.out === undefined) throw new UsageError('--out DIR is missing: where to write the results.');
  const { grid, out, backend } = values;
  const priority = integer('priority', values.priority, 1, 1000);
  // One grid on several sets of images: a folder for each.
  const names = sources.map(([, name]) => basename(resolve(name)));
  if (new Set(names).size < names.length)
    throw new UsageError('Two folders of images have the same name; their results would too.');
  const orders = sources.map(([option, name], i): GridOrder => {
    const folder = sources.length === 1 ? out : join(out, names[i]);
    const parsed = parseOptions([
      '--grid',
      grid,
      option,
      name,
      '--out',
      folder,
      '--backend',
      backend,
    ]) as GridOptions;
    const data = parsed.data === null ? null : checkDataFolder(parsed.data);
    return {
      grid: parsed.grid,
      source: { data, sample: parsed.sample },
      out: checkOutFolder(folder, data),
      backend: parsed.backend,
      maps: maps satisfies MapsWanted,
      priority,
    };
  });
  const { 'tls-cert': cert, 'tls-key': key } = values;
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert and --tls-key belong together.');
  return {
    ...commonOf(values),
    orders,
    host: values.host,
    port: integer('port', values.port, 0, 65_535),
    publicUrl: publicUrlOf(values.public),
    tls:
      cert !== undefined && key !== undefined
        ? { cert: fileOf('tls-cert', cert), key: fileOf('tls-key', key) }
        : null,
    board: values.board === undefined ? null : integer('board', values.board, 0, 65_535),
  };
}

export interface WorkOptions extends Common {
  readonly parallel: number;
  readonly cache: string;
  readonly cacheBytes: number;
  readonly dataRoot: string | null;
  readonly untilDone: boolean;
}

/** Null: help is wanted. @throws UsageError */
export function parseWork(argv: readonly string[]): WorkOptions | null {
  const values = read(argv, {
    ...common,
    parallel: { type: 'string', default: '1' },
    cache: { type: 'string', default: join(homedir(), '.cache', 'cutpaste-playground') },
    'cache-size': { type: 'string', default: '20' },
    'data-root': { type: 'string' },
    'until-done': { type: 'boolean', default: false },
  });
  if (values.help) return null;
  const gigabytes = Number(values['cache-size']);
  if (!(gigabytes > 0))
    throw new UsageError(`--cache-size must be gigabytes, not "${values['cache-size']}".`);
  const root = values['data-root'];
  return {
    ...commonOf(values),
    parallel: integer('parallel', values.parallel, 1, Math.max(64, availableParallelism())),
    cache: resolve(values.cache),
    cacheBytes: gigabytes * 1e9,
    dataRoot: root === undefined ? null : resolve(root),
    untilDone: values['until-done'],
  };
}

export interface StatusOptions extends Common {
  readonly json: boolean;
  /** Shown once, not live. */
  readonly once: boolean;
  readonly command: { readonly grid: string; readonly send: Command } | null;
}

const HASH = /^[0-9a-f]{64}$/;

/** Null: help is wanted. @throws UsageError */
export function parseStatus(argv: readonly string[]): StatusOptions | null {
  const values = read(argv, {
    ...common,
    json: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    cancel: { type: 'string' },
    pause: { type: 'string' },
    resume: { type: 'string' },
    retry: { type: 'string' },
    priority: { type: 'string' },
    run: { type: 'string' },
  });
  if (values.help) return null;
  const asked = (['cancel', 'pause', 'resume', 'retry', 'priority'] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (asked.length > 1) throw new UsageError(`--${asked[0]} and --${asked[1]} cannot stand together.`);
  const { run = null } = values;
  if (run !== null && !HASH.test(run))
    throw new UsageError('--run wants the whole hash of a run, as grid.json has it.');
  if (run !== null && asked[0] !== 'cancel' && asked[0] !== 'retry')
    throw new UsageError('--run belongs to --cancel or --retry.');
  let command: StatusOptions['command'] = null;
  const [what] = asked;
  if (what === 'priority') {
    const [, grid = '', value = ''] = /^(.*)=(\d+)$/.exec(values.priority ?? '') ?? [];
    if (!grid) throw new UsageError('--priority wants GRID=NUMBER, 1 first and 1000 last.');
    command = { grid, send: { do: 'priority', run: null, value: integer('priority', value, 1, 1000) } };
  } else if (what) command = { grid: values[what] ?? '', send: { do: what, run } };
  return { ...commonOf(values), json: values.json, once: values.once, command };
}

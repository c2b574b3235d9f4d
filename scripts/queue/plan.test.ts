import { describe, expect, it } from 'vitest';
import { isSafePath, readPlan, runLabel } from './plan.ts';
import { statusLines, findGrid, type Status } from './status.ts';
import { testGrid } from './testing/setting.ts';
import { duration, plain } from './words.ts';
import { redisAddress, redisTrouble } from './redis.ts';
import { parseServe, parseStatus, parseWork } from './arguments.ts';
import { readJobId } from './jobs.ts';

const HASH = 'a'.repeat(64);
const dataset = (path: string, name = 'images') => ({
  hash: HASH,
  sample: null,
  name,
  files: [{ path, bytes: 1, sha256: HASH }],
});
const plan = (change: object = {}) => ({
  version: 1,
  grid: testGrid(2),
  dataset: dataset('train/good/1.png'),
  backend: 'wasm',
  maps: 'chosen',
  ...change,
});

const { base } = testGrid(1);
const broken = { ...base, training: { ...base.training, steps: -5 } };

describe('readPlan', () => {
  it('makes the runs from the grid itself', () => {
    const { runs } = readPlan(JSON.parse(JSON.stringify(plan())));
    expect(runs.size).toBe(6);
    expect([...runs.values()][1].label).toBe('scar, seed 0');
  });

  it.each([
    ['..'],
    ['../x.png'],
    ['/etc/passwd'],
    ['a/../../b.png'],
    ['a\\..\\b.png'],
    ['C:/x.png'],
    ['a//b.png'],
    ['a/\u0000.png'],
    ['a /b.png'],
    ['a./b.png'],
  ])('refuses the path %j', (path) => {
    expect(isSafePath(path)).toBe(false);
    expect(() => readPlan(plan({ dataset: dataset(path) }))).toThrow('is not valid at dataset');
    expect(() => readPlan(plan({ dataset: dataset('a.png', path) }))).toThrow('is not valid at dataset');
  });

  it('takes names of any language', () => {
    expect(isSafePath('検査/良品/部品 1.png')).toBe(true);
  });

  it.each([
    ['a configuration that the schema refuses', { grid: { ...testGrid(1), base: broken } }],
    ['a setting that there is not', { grid: { ...testGrid(1), axes: [{ settings: ['x.y'], values: [1] }] } }],
    ['a backend that there is not', { backend: 'cuda' }],
    ['another version', { version: 2 }],
    ['a sample that there is not', { dataset: { hash: HASH, sample: 'carpet' } }],
  ])('refuses %s', (_, change) => {
    expect(() => readPlan(plan(change))).toThrow(/not valid/);
  });
});

describe('hostile text', () => {
  it('becomes one line that steers no terminal', () => {
    expect(plain('a\u001b[2J\r\nb\u202ec\u0007')).toBe('a [2J b c');
    expect(plain('x'.repeat(1000), 20)).toHaveLength(20);
    expect(runLabel(['\u001b]0;x\u0007'], 1)).toBe(']0;x , seed 1');
    expect(duration(30_000)).toBe('30 s');
  });

  const grid = {
    id: '12345678-1234-1234-1234-123456789012',
    name: '検査\u001b[31m (部品)',
    state: 'running',
    total: 12,
    queued: 8,
    running: 1,
    done: 3,
    failed: 0,
    cancelled: 0,
    priority: 100,
    leftMs: 61_000,
    note: 'The disk is full.\u001b[2J',
    build: 'b',
  } as const;
  const status: Status = { grids: [grid], machines: [], runs: [] };

  it('is shown in columns that fit the terminal', () => {
    const lines = statusLines(status, 80);
    // eslint-disable-next-line no-control-regex
    expect(lines.join('\n')).not.toMatch(/\u001b/);
    expect(lines[1]).toContain('3/12');
    expect(lines[1]).toContain('61 s');
    expect(lines.join('\n')).toContain('The disk is full.');
    expect(lines.join('\n')).toContain('No worker is here');
  });

  it('names a grid by the first letters of its id', () => {
    expect(findGrid([grid], '1234')).toBe(grid);
    expect(findGrid([grid], 'other')).toEqual([]);
  });

  it('is no job', () => {
    expect(readJobId(`${grid.id}.${HASH}`)).toEqual({ grid: grid.id, hash: HASH });
    for (const id of ['x', `${grid.id}.${HASH}.x`, `${grid.id}.*`, '..']) expect(readJobId(id)).toBeNull();
  });
});

describe('the commands', () => {
  it('take addresses of Redis with password and TLS, and never show the password', () => {
    const { options, shown } = redisAddress('rediss://me:s%2Fx@redis.example:7000/2');
    expect(options).toMatchObject({
      host: 'redis.example',
      port: 7000,
      db: 2,
      username: 'me',
      password: 's/x',
    });
    expect(options.tls).toEqual({ servername: 'redis.example' });
    expect(shown).toBe('rediss://redis.example:7000/2');
    expect(redisAddress('redis://127.0.0.1').options.tls).toBeUndefined();
    for (const wrong of ['', 'localhost', 'http://x', 'redis://x/abc', 'redis://%@x'])
      expect(() => redisAddress(wrong)).toThrow(/--redis/);
  });

  it.each([
    [{ code: 'ECONNREFUSED', message: 'x' }, /No Redis answers/],
    [{ message: 'WRONGPASS invalid username-password pair' }, /refused the password/],
    [{ message: 'NOAUTH Authentication required.' }, /wants a password/],
    [{ code: 'ENOTFOUND', message: 'x' }, /no machine by the name/],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'x' }, /NODE_EXTRA_CA_CERTS/],
  ])('say plainly what is wrong: %j', (error, words) => {
    expect(redisTrouble(error, 'redis://x')).toMatch(words);
  });

  const at = ['--redis', 'redis://x'];
  it.each<[() => unknown, RegExp]>([
    [() => parseServe(at), /--grid FILE is missing/],
    [() => parseServe([...at, '--grid', 'x']), /Give --data DIR/],
    [() => parseServe([...at, '--grid', 'x', '--sample', 'hex-nuts', '--maps', 'some']), /--maps must be/],
    [
      () => parseServe([...at, '--grid', 'x', '--sample', 'hex-nuts', '--out', 'y', '--priority', '0']),
      /--priority must be/,
    ],
    [() => parseWork([...at, '--parallel', '0']), /--parallel must be/],
    [() => parseWork([...at, '--cache-size', 'x']), /--cache-size must be/],
    [() => parseWork([...at, '--queue', 'a:b']), /--queue must be/],
    [() => parseWork(['--fast']), /--fast/],
    [() => parseStatus([...at, '--cancel', 'a', '--pause', 'b']), /cannot stand together/],
    [() => parseStatus([...at, '--priority', 'a']), /GRID=NUMBER/],
    [() => parseStatus([...at, '--cancel', 'a', '--run', 'x']), /whole hash/],
  ])('refuse %s', (parse, words) => {
    expect(parse).toThrow(words);
  });

  it('ask for nothing where help is wanted', () => {
    expect([parseServe(['-h']), parseWork(['-h']), parseStatus(['-h'])]).toEqual([null, null, null]);
  });
});

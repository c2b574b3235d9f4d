/** What goes home with an ONNX detector, from a real archive in a folder: the proof, the scripts, the service, and what each refuses. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { sha256 } from '../src/core/project/sha256.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { detectorParts } from '../src/engine/export/detector-parts.ts';
import { createFormulaModel } from '../src/engine/formula/model.ts';
import { formulaBytes } from '../src/engine/formula/numbers.ts';
import { Embedder } from '../src/engine/inference/embedder.ts';
import { SILENT_JOB } from '../src/engine/inference/job.ts';
import { onnxArchive, ONNX_NEEDS, onnxFile } from '../src/services/detector/onnx-archive.ts';
import type { PackDetectorRequest } from '../src/services/detector/protocol.ts';
import { pythonWithRuntime } from './python/runtime.ts';
import { HOSTILE_LIMITS, hostileUploads } from './score/hostile-uploads.ts';

const SIDE = 40;
let folder: string;
let archive: Zippable;

interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(command: string, args: readonly string[], env = process.env): Promise<Ended> {
  return new Promise((resolve) =>
    execFile(command, args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    ),
  );
}

async function request(): Promise<PackDetectorRequest> {
  await startBackend('wasm', { wasmThreads: 1 }, () => {});
  const { quick } = PRESETS;
  const config: Config = {
    ...quick,
    data: { ...quick.data, imageSizePx: SIDE },
    model: { ...quick.model, width: 4, cropSizePx: 16 },
    evaluation: { ...quick.evaluation, windowSizePx: 16, windowStridePx: 8, correction: 'none' },
  };
  const image = (role: 'train' | 'test') => (stream: number) => ({
    id: `${role}${stream}`,
    role,
    label: 'normal' as const,
    pixels: formulaBytes(stream, SIDE * SIDE * 3),
    mask: null,
  });
  const sizes = { width: 4, headWidth: 8, sizePx: 16, batch: 1 };
  const model = createFormulaModel({ backbone: 'small', stem: 'auto', beta: 0.1, ...sizes });
  const parts = await detectorParts({
    embedder: new Embedder(model),
    config,
    step: 0,
    train: [0, 1, 2, 3, 4, 5].map(image('train')),
    test: [10, 11, 12, 13, 14, 15, 16].map(image('test')),
    imageSizePx: SIDE,
    job: SILENT_JOB,
    wish: { kinds: [], ids: [] },
  });
  const documents = { 'README.md': '#' };
  return {
    parts,
    fit: 'stretch',
    scales: {},
    format: 'onnx',
    metadata: { run: '#1' },
    documents,
    checkpoint: null,
  };
}

beforeAll(async () => {
  mkdirSync('test-results', { recursive: true });
  folder = mkdtempSync(join('test-results', 'onnx-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'dir');
  const asked = await request();
  archive = onnxArchive(asked, onnxFile(asked));
  for (const [name, entry] of Object.entries(archive)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), (entry as [Uint8Array, object])[0]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('names the versions that are tested here', () => {
  const { dependencies, devDependencies, optionalDependencies } = packageJson;
  expect(ONNX_NEEDS).toEqual({
    'onnxruntime-node': optionalDependencies['onnxruntime-node'],
    'onnxruntime-web': devDependencies['onnxruntime-web'],
    sharp: dependencies.sharp,
  });
});

describe('the proof', () => {
  it('holds for the file as it came', async () => {
    const { code, output } = await run('node', ['verify.mjs']);
    expect(output).toMatch(/^5 images: .*decisions flipped: 0/);
    expect(code).toBe(0);
  });

  it('fails for a file that was changed', async () => {
    const path = join(folder, 'detector.onnx');
    const model = readFileSync(path);
    const damaged = Uint8Array.from(model);
    damaged[damaged.length >> 1] ^= 64;
    writeFileSync(path, damaged);
    const { code, output } = await run('node', ['verify.mjs']);
    writeFileSync(path, model);
    expect(output).toContain('detector.onnx is not the file that SHA256SUMS has');
    expect(code).toBe(1);
  });

  it('fails where the measured scores are others', async () => {
    const path = join(folder, 'golden.json');
    const text = readFileSync(path, 'utf8');
    const golden = JSON.parse(text) as { images: { score: number }[] };
    golden.images[2].score *= 1.001;
    const other = JSON.stringify(golden);
    writeFileSync(path, other);
    const edited = await run('node', ['score.mjs', 'golden/1.png']);
    const proof = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    const sum = sha256(new TextEncoder().encode(other));
    writeFileSync(join(folder, 'SHA256SUMS'), proof.replace(/^.* golden\.json$/m, `${sum}  golden.json`));
    const { code, output } = await run('node', ['verify.mjs']);
    writeFileSync(path, text);
    writeFileSync(join(folder, 'SHA256SUMS'), proof);
    expect(edited.output).toContain('golden.json is not the file that SHA256SUMS has');
    expect(edited.code).toBe(1);
    expect(output).toContain('does not compute what the playground computed');
    expect(code).toBe(1);
  });
});

it('score.mjs writes a table and maps of a folder, and names what is no image', async () => {
  const photos = join(folder, 'photos');
  mkdirSync(join(photos, 'deep'), { recursive: true });
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as {
    images: { file: string; score: number; anomalous: boolean }[];
  };
  writeFileSync(join(photos, 'a.png'), readFileSync(join(folder, golden.images[0].file)));
  writeFileSync(join(photos, 'deep', '=b.png'), readFileSync(join(folder, golden.images[1].file)));
  writeFileSync(join(photos, 'c.jpg'), 'no image');
  const { code, output } = await run('node', ['score.mjs', 'photos', 'results']);
  expect(output).toContain('c.jpg was left out');
  expect(output).toContain('2 images scored, 1 left out');
  expect(code).toBe(1);
  const [head, first, second] = readFileSync(join(folder, 'results/scores.csv'), 'utf8').split('\n');
  expect(head).toBe('file,anomaly_score,p_value,is_anomalous');
  const [name, score, , anomalous] = first.split(',');
  expect(name).toBe('"a.png"');
  expect(Math.abs(Number(score) / golden.images[0].score - 1)).toBeLessThan(1e-4);
  expect(anomalous).toBe(String(golden.images[0].anomalous));
  expect(second).toMatch(/^"deep\/=b\.png",/);
  const map = await sharp(join(folder, 'results/maps/a.png.png')).metadata();
  expect([map.width, map.height]).toEqual([SIDE, SIDE]);
});

describe('npm run score', () => {
  const score = (detector: string, data = 'photos', out = 'scored') =>
    run('node', [
      '--import',
      'tsx',
      join(process.cwd(), 'scripts/cutpaste.ts'),
      'score',
      ...['--detector', detector, '--data', data, '--out', out],
    ]);

  beforeAll(() => {
    const photos = join(folder, 'more');
    mkdirSync(photos, { recursive: true });
    writeFileSync(join(photos, 'a.png'), readFileSync(join(folder, 'golden/1.png')));
    writeFileSync(join(folder, 'detector.zip'), zipSync(archive));
  });

  it('scores a folder with the zip that the page saved', async () => {
    // Where the table goes beside the images.
    expect((await score('detector.zip', 'more', '.')).output).toContain('1 images scored');
    const { code, output } = await score('detector.zip', 'more', 'more/results');
    expect(output).toContain('1 images scored, 0 left out');
    expect(code).toBe(0);
    // A second call takes no result of the first one for an image.
    expect((await score('detector.zip', 'more', 'more/results')).output).toContain('1 images scored');
    const [, line] = readFileSync(join(folder, 'more/results/scores.csv'), 'utf8').split('\r\n');
    expect(line).toMatch(/^a\.png,/);
  });

  it.each([
    ['an edited model', 'detector.onnx', 'detector.onnx is not the file that SHA256SUMS has'],
    ['an edited map', 'golden/3.map', 'golden/3.map is not the file that SHA256SUMS has'],
    ['edited sums', 'SHA256SUMS', 'SHA256SUMS'],
    ['edited scores', 'golden.json', 'golden.json'],
    ['a missing picture', 'golden/2.png', 'golden/2.png is missing'],
  ])('refuses %s by name', async (_, name, words) => {
    const files = { ...archive };
    if (name.endsWith('.png')) delete files[name];
    else
      files[name] = [
        (files[name] as [Uint8Array, object])[0].map((byte, i) => (i === 90 ? byte ^ 1 : byte)),
        {},
      ];
    writeFileSync(join(folder, 'edited.zip'), zipSync(files));
    const { code, output } = await score('edited.zip', 'more', 'edited');
    expect(output).toContain(words);
    expect(code).toBe(2);
  });

  it('refuses what is no detector, and folders without images', async () => {
    writeFileSync(join(folder, 'broken.zip'), 'PK');
    expect((await score('broken.zip', 'more')).output).toContain('"broken.zip" cannot be read');
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const { code, output } = await score('detector.zip', 'empty');
    expect(output).toContain('there is no image in "empty"');
    expect(code).toBe(2);
  });
});

describe('the service', () => {
  let server: ChildProcess;
  let address: string;
  let png: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    const env = { ...process.env, ...HOSTILE_LIMITS, PORT: '0' };
    server = spawn('node', ['serve.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    address = await new Promise<string>((resolve, reject) => {
      server.stdout?.once('data', (line: Buffer) => resolve(String(line).trim()));
      server.once('exit', () => reject(new Error('The service ended.')));
    });
    png = Uint8Array.from(readFileSync(join(folder, 'golden/1.png')));
  });
  afterAll(() => server.kill());

  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(address, { method: 'POST', body, headers });

  it('answers 1,000 requests of 16 clients, all alike', async () => {
    const expected = (
      JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as { images: { score: number }[] }
    ).images[0].score;
    let left = 1000;
    let wrong = 0;
    const client = async () => {
      while (left-- > 0) {
        const response = await post(png);
        const { anomaly_score: score } = (await response.json()) as { anomaly_score: number };
        if (response.status !== 200 || !(Math.abs(score / expected - 1) < 1e-4)) wrong++;
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    expect(wrong).toBe(0);
  });

  it('gives the map as a picture, and says that it lives', async () => {
    const response = await post(png, { accept: 'image/png' });
    expect(response.headers.get('content-type')).toBe('image/png');
    const { width } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(width).toBe(SIDE);
    const health = await fetch(new URL('/health', address));
    expect(await health.json()).toEqual({ ok: true, waiting: 0 });
  });

  it('refuses 200 hostile files with 4xx, and goes on', async () => {
    for (const body of await hostileUploads(png, 200))
      expect([400, 413, 415]).toContain((await post(body)).status);
    expect((await post(png)).status).toBe(200);
    expect((await fetch(address)).status).toBe(405);
    expect((await fetch(new URL('/', address))).status).toBe(404);
  });
});

const python = pythonWithRuntime();
if (!python)
  console.log(
    'No Python with NumPy and Pillow was found: the Python scripts of the detector cannot be run here.',
  );

describe.runIf(python)('Python, over the library of the Node package', () => {
  const py = (...args: readonly string[]) => run(python?.command ?? '', args, python?.env);

  it('verify.py proves the file, and refuses an edited one', async () => {
    const { code, output } = await py('verify.py');
    expect(output).toMatch(/^5 images: .*decisions flipped: 0/);
    expect(code).toBe(0);
    const path = join(folder, 'detector.onnx');
    const model = readFileSync(path);
    writeFileSync(path, model.subarray(1));
    const edited = await py('verify.py');
    writeFileSync(path, model);
    expect(edited.output).toContain('detector.onnx is not the file that SHA256SUMS has');
    expect(edited.code).toBe(1);
  });

  it('score.py writes the table of score.mjs', async () => {
    await run('node', ['score.mjs', 'golden', 'by-node']);
    const { code, output } = await py('score.py', 'golden', 'by-python');
    expect(output).toContain('5 images scored, 0 left out');
    expect(code).toBe(0);
    const [byNode, byPython] = ['by-node', 'by-python'].map((out) =>
      readFileSync(join(folder, out, 'scores.csv'), 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.replaceAll('"', '').split(',')),
    );
    expect(byPython).toHaveLength(6);
    for (const [i, [name, score, pValue, anomalous]] of byPython.entries()) {
      expect([name, anomalous]).toEqual([byNode[i][0], byNode[i][3]]);
      if (i === 0) continue;
      expect(Math.abs(Number(score) / Number(byNode[i][1]) - 1)).toBeLessThan(1e-6);
      expect(Math.abs(Number(pValue) - Number(byNode[i][2]))).toBeLessThan(1e-6);
    }
  });
});

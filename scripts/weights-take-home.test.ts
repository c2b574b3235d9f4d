/**
 * The weights that go home: the engine's own checkpoint as safetensors, its embeddings reproduced by the PyTorch twin where PyTorch is installed,
 * and what the twin saves taken by the engine again.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Zippable } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { weightsFromFile, type PlainTensor } from '../src/core/detector/weights/pytorch-weights.ts';
import { describeNetwork } from '../src/core/networks/network.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { detectorParts } from '../src/engine/export/detector-parts.ts';
import { formulaBytes } from '../src/engine/formula/numbers.ts';
import { Embedder } from '../src/engine/inference/embedder.ts';
import { SILENT_JOB } from '../src/engine/inference/job.ts';
import { Model } from '../src/engine/models/model.ts';
import { weightsArchive } from '../src/services/detector/weights-archive.ts';

const SIDE = 40;
const CROP = 32;
const PYTHONS = ['python3', '/usr/bin/python3'];
const python = PYTHONS.find((one) => spawnSync(one, ['-c', 'import torch, numpy, PIL']).status === 0);
if (!python) console.log('PyTorch was not found: its twin of the network cannot be run here.');

beforeAll(async () => void (await startBackend('wasm', { wasmThreads: 1 }, () => {})));

async function archiveOf(
  model: Config['model'],
): Promise<{ archive: Zippable; config: Config; tensors: readonly PlainTensor[] }> {
  const { quick } = PRESETS;
  const config: Config = {
    ...quick,
    preset: 'custom',
    data: { ...quick.data, imageSizePx: 64 },
    model,
    evaluation: { ...quick.evaluation, windowSizePx: CROP, windowStridePx: 8, correction: 'none' },
  };
  const network = new Model(describeNetwork(model, CROP, 3)).initialise(3);
  const image = (role: 'train' | 'test') => (stream: number) => ({
    id: `${role}${stream}`,
    role,
    label: 'normal' as const,
    pixels: formulaBytes(stream, SIDE * SIDE * 3),
    mask: null,
  });
  const parts = await detectorParts({
    embedder: new Embedder(network),
    config,
    step: 5,
    train: [0, 1, 2, 3, 4, 5].map(image('train')),
    test: [10, 11].map(image('test')),
    imageSizePx: SIDE,
    job: SILENT_JOB,
    wish: { kinds: [], ids: [] },
  });
  const names = network.store.names();
  const tensors = await Promise.all(names.map((name) => network.store.download(name)));
  const checkpoint = { step: 5, config, tensors };
  network.dispose();
  const order = {
    parts,
    fit: 'stretch',
    scales: {},
    format: 'safetensors',
    metadata: {},
    documents: {},
    checkpoint,
  } as const;
  return { archive: weightsArchive(order), config, tensors };
}

/** In whatever order; compared as bytes, since there are millions. */
function expectSame(found: readonly PlainTensor[], expected: readonly PlainTensor[]): void {
  const given = new Map(found.map((one) => [one.name, one]));
  expect([...given.keys()].sort()).toEqual(expected.map(({ name }) => name).sort());
  const bytes = ({ data }: PlainTensor) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const differing = expected.filter((one) => !bytes(one).equals(bytes(given.get(one.name) as PlainTensor)));
  expect(differing.map(({ name }) => name)).toEqual([]);
}

const bytesOf = (archive: Zippable, name: string) => (archive[name] as [Uint8Array, object])[0];

describe.each([
  ['small', { backbone: 'small', width: 4 }],
  ['small without padding', { backbone: 'small-valid', width: 4 }],
  ['ResNet-18', { backbone: 'resnet18' }],
  ['EfficientNet-B0', { backbone: 'efficientnet-b0', weights: 'random' }],
] as const)('%s', (_, model) => {
  it('leaves and comes back, and the PyTorch twin has the same embeddings', async () => {
    const full = { ...PRESETS.quick.model, ...model, cropSizePx: CROP };
    const { archive, config, tensors } = await archiveOf(full);
    const back = weightsFromFile(bytesOf(archive, 'model.safetensors'), PRESETS.paper);
    expect(back.config).toEqual(config);
    expectSame(back.tensors, tensors);
    const { images } = JSON.parse(new TextDecoder().decode(bytesOf(archive, 'golden.json'))) as {
      images: { sidePx: number; embedding: number[] }[];
    };
    expect(images).toHaveLength(2);
    expect(images[0].sidePx).toBe(CROP);
    expect(images[0].embedding.some((value) => value !== 0)).toBe(true);
    if (!python) return;
    mkdirSync('test-results', { recursive: true });
    const folder = mkdtempSync(join('test-results', 'weights-'));
    for (const name of Object.keys(archive)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytesOf(archive, name));
    }
    const said = execFileSync(python, ['to_pytorch.py', '--save', 'saved.safetensors'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(said).toMatch(/^2 images: largest difference of embeddings \d\.\de-0[5-9]/);
    const saved = weightsFromFile(readFileSync(join(folder, 'saved.safetensors')), PRESETS.paper);
    expectSame(saved.tensors, tensors);
    const edited = join(folder, 'golden/2.png');
    writeFileSync(
      edited,
      readFileSync(edited).map((byte, i) => (i === 50 ? byte ^ 1 : byte)),
    );
    const refused = spawnSync(python, ['to_pytorch.py'], { cwd: folder, encoding: 'utf8' });
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('golden/2.png is not the file'),
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});

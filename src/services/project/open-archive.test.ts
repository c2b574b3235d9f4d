/** Project archives: everything comes back as it was, older ones open, and damaged ones are refused whole with a reason. */
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { KeptDensity } from '../../core/project/density.ts';
import { detachNumbers } from '../../core/project/loose-numbers.ts';
import { FORMAT, type ProjectPart } from '../../core/project/pack.ts';
import { sha256 } from '../../core/project/sha256.ts';
import { exampleOutline, exampleWeights, packed } from '../../core/project/testing/example.ts';
import { createRandom } from '../../core/random/random.ts';
import { readSource } from '../files/file-source.ts';
import { openArchive, type OpenedArchive } from './open-archive.ts';
import { looksLikeProject } from './recognise.ts';

const whole = packed();
/** Nothing had to be corrected. */
const asItIs = { corrections: [] };
const blob = (bytes: Uint8Array): Blob => new Blob([bytes.slice()]);

/** All that a project holds, bytes of pictures included. */
async function contentOf(opened: OpenedArchive, file: Blob): Promise<unknown> {
  const pictures: unknown[] = [];
  for (const { image, mask } of opened.pictures ?? [])
    for (const name of [image, mask]) {
      const entry = name === null ? null : opened.entries.get(name);
      pictures.push(entry ? await readSource({ file, entry }) : null);
    }
  return { outline: opened.outline, weights: opened.weights, pictures };
}

const open = async (bytes: Uint8Array): Promise<unknown> =>
  contentOf(await openArchive(blob(bytes)), blob(bytes));

async function refusal(bytes: Uint8Array): Promise<PlaygroundError> {
  const error: unknown = await open(bytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlaygroundError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

/** The archive written again with other files; checksums of zip are right then. */
const rewritten = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(whole);
  change(files);
  return zipSync(files as Zippable);
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (value: string): Uint8Array => new TextEncoder().encode(value);

/** The list changed by someone who also writes its checksum anew. */
const forged = (change: (list: ReturnType<typeof JSON.parse>) => void): Uint8Array =>
  rewritten((files) => {
    const list: unknown = JSON.parse(text(files['project.json']));
    change(list);
    files['project.json'] = bytesOf(JSON.stringify(list));
    files['project.sha256'] = bytesOf(sha256(files['project.json']));
  });

describe('a project archive', () => {
  it('gives back every number, text and picture', async () => {
    const opened = await openArchive(blob(whole));
    expect(opened.outline).toEqual({ ...exampleOutline, ...asItIs });
    expect(opened.weights).toEqual(exampleWeights);
    expect(opened.pictures?.map(({ mask }) => mask !== null)).toEqual([false, false, false, true]);
    expect(await looksLikeProject(blob(whole))).toBe(true);
    expect(await looksLikeProject(blob(zipSync({ 'a.png': new Uint8Array(3) })))).toBe(false);
  });

  it('can come without pictures, and without a run', async () => {
    const bare = await openArchive(blob(packed({ ...exampleOutline, run: null }, null)));
    expect([bare.pictures, bare.outline.run, bare.weights]).toEqual([null, null, []]);
  });

  it('of version 1 opens: a sample without seed, curves as rows', async () => {
    const { dataset, run } = exampleOutline;
    if (!run) throw new Error('The example has a run.');
    const { records } = run;
    const rows = [...records.step].map((step, i) => ({
      step,
      loss: records.loss[i],
      accuracy: records.accuracy[i],
      learningRate: records.learningRate[i],
    }));
    const session = {
      ...exampleOutline,
      lessonMet: undefined,
      config: { ...PRESETS.quick, mistakes: undefined },
      dataset: { ...dataset, sample: 'hex-nuts' },
      run: { ...run, records: rows, runId: undefined, density: undefined },
    };
    const { tree, bytes } = detachNumbers(session);
    const files: Record<string, Uint8Array> = {
      'numbers.bin': bytes,
      'weights.bin': unzipSync(whole)['weights.bin'],
    };
    const parts = Object.entries(files).map(([file, content]): ProjectPart => ({
      file,
      bytes: content.length,
      sha256: sha256(content),
    }));
    files['project.json'] = bytesOf(JSON.stringify({ format: FORMAT, version: 1, parts, session: tree }));
    files['project.sha256'] = bytesOf(sha256(files['project.json']));
    const opened = await openArchive(blob(zipSync(files)));
    expect(opened.outline).toEqual({
      ...exampleOutline,
      ...asItIs,
      dataset: { ...dataset, sample: { name: 'hex-nuts', seed: 0 } },
      run: { ...run, runId: null, density: null },
      lessonMet: [],
    });
    expect(opened.weights).toEqual(exampleWeights);
  });
});

/** The example as a list of version 2 wrote it, with whatever `density` holds. */
function ofVersion2(density: unknown): Uint8Array {
  const { tree, bytes } = detachNumbers({ ...exampleOutline, run: { ...exampleOutline.run, density } });
  return rewritten((files) => {
    files['numbers.bin'] = bytes;
    const list = JSON.parse(text(files['project.json']));
    const parts = list.parts.map((part: ProjectPart) =>
      part.file === 'numbers.bin' ? { ...part, bytes: bytes.length, sha256: sha256(bytes) } : part,
    );
    files['project.json'] = bytesOf(JSON.stringify({ ...list, version: 2, parts, session: tree }));
    files['project.sha256'] = bytesOf(sha256(files['project.json']));
  });
}

it.each([null, { anything: Float64Array.of(1, 2) }])(
  'a project archive of version 2 opens: its density had no form',
  async (density) => {
    const { outline } = await openArchive(blob(ofVersion2(density)));
    expect(outline).toEqual({
      ...exampleOutline,
      ...asItIs,
      run: { ...exampleOutline.run, density: null },
    });
  },
);

const rows = { l2Normalise: true, dimension: 2, locations: 1, threshold: 1, mapThreshold: 2 };
const bank = { ...rows, rows: Float64Array.of(1, 2, 3, 4, 5, 6), size: 3 };
it.each<KeptDensity>([
  { ...bank, law: 'kernel', gamma: 0.1, offset: -3 },
  { ...bank, law: 'cosine' },
  { ...bank, law: 'distance', neighbours: 1 },
  { ...bank, law: 'distance', neighbours: 5 },
])('keeps a density of the law $law to the last bit', async (density) => {
  if (!exampleOutline.run) throw new Error('The example has a run.');
  const outline = { ...exampleOutline, run: { ...exampleOutline.run, density } };
  expect((await openArchive(blob(packed(outline)))).outline).toEqual({ ...outline, ...asItIs });
});

it('gives a distance of before, which knew one neighbour only, that one', async () => {
  if (!exampleOutline.run) throw new Error('The example has a run.');
  const run = { ...exampleOutline.run, density: { ...bank, law: 'distance' } };
  const { outline } = await openArchive(blob(packed({ ...exampleOutline, run })));
  expect(outline.run?.density).toMatchObject({ law: 'distance', neighbours: 1 });
});

describe('a project file is refused whole', () => {
  it.each<[string, Uint8Array]>([
    ['no archive', bytesOf('hello')],
    ['empty', new Uint8Array()],
    ['a list that is missing', rewritten((files) => delete files['project.json'])],
    ['a picture that is missing', rewritten((files) => delete files['images/000001.png'])],
    ['a file too many', rewritten((files) => (files['images/000009.png'] = files['images/000001.png']))],
    ['a hostile name', rewritten((files) => (files['../../up.png'] = files['images/000001.png']))],
    [
      'a changed setting',
      rewritten(
        (files) =>
          (files['project.json'] = bytesOf(text(files['project.json']).replace('"seed":0', '"seed":1'))),
      ),
    ],
    ['a forged setting', forged((list) => (list.session.config.training.steps = 'many'))],
    ['a forged path', forged((list) => (list.session.items[0].path = '../../etc/passwd'))],
    ['a path twice', forged((list) => (list.session.items[0].path = list.session.items[1].path))],
    ['an image that is not there', forged((list) => (list.session.run.evaluations[0].testIds[0] = '#99'))],
    ['a forged length', forged((list) => (list.session.run.records.step.length = 1e12))],
    ['a forged shape', forged((list) => list.session.run.tensors[0].shape.push(1000))],
    ['a density of another size', forged((list) => (list.session.run.density.dimension = 3))],
    ['a density without numbers', forged((list) => (list.session.run.density.locations = 0))],
    ['a density of no known law', forged((list) => (list.session.run.density.law = 'uniform'))],
    ['a prototype', forged((list) => (list.session.dataset = JSON.parse('{"__proto__":{"name":"x"}}')))],
    ['an item less', forged((list) => list.session.items.pop())],
    ['numbers left over', forged((list) => (list.session.run = null))],
    ['a part outside', forged((list) => (list.parts[0].file = '../x.png'))],
  ])('with %s', async (_, bytes) => {
    const error = await refusal(bytes);
    expect(error.code).toMatch(/^(project-damaged|project-implausible|bad-config)$/);
    expect(String(error.detail.reason)).not.toBe('');
  });

  it('when a newer page wrote it', async () => {
    expect((await refusal(forged((list) => (list.version = 99)))).code).toBe('project-newer');
  });

  it('when it is a bomb: no more is unpacked than its directory promises', async () => {
    const bomb = rewritten((files) => (files['project.sha256'] = new Uint8Array(5_000_000)));
    expect((await refusal(bomb)).detail.reason).toMatch(/larger than it can be/);
    const liar = forged(
      (list) => (list.parts.find(({ file }: ProjectPart) => file === 'numbers.bin').bytes = 10),
    );
    expect((await refusal(liar)).detail.reason).toMatch(/larger than it can be/);
  });
});

/** One of the ways in which a file goes wrong between two machines, or is made to. */
function mutate(seed: number): Uint8Array {
  const random = createRandom(seed, 'project-mutation');
  const below = (n: number) => Math.floor(random.float() * n);
  const copy = whole.slice();
  const names = Object.keys(unzipSync(whole));
  const name = () => names[below(names.length)];
  switch (seed % 8) {
    case 0: // bits flip
      for (let i = 0; i <= below(3); i++) copy[below(copy.length)] ^= 1 << below(8);
      return copy;
    case 1: // the end is missing
      return copy.slice(0, below(copy.length));
    case 2: {
      // a piece is missing or comes twice
      const [from, length] = [below(copy.length), 1 + below(40)];
      return random.float() < 0.5
        ? Uint8Array.from([...copy.slice(0, from), ...copy.slice(from + length)])
        : Uint8Array.from([...copy.slice(0, from + length), ...copy.slice(from)]);
    }
    case 3: // a file is gone or has another name
      return rewritten((files) => {
        const one = name();
        if (random.float() < 0.5) files[`${one}.old`] = files[one];
        delete files[one];
      });
    case 4: // two files have changed places
      return rewritten((files) => {
        const [a, b] = [name(), name()];
        [files[a], files[b]] = [files[b], files[a]];
      });
    case 5: // a file was written again with other bytes
      return rewritten((files) => {
        const one = name();
        const changed = files[one].slice();
        if (changed.length > 0) changed[below(changed.length)] += 1 + below(254);
        files[one] = changed;
      });
    case 6: {
      // a size in the directory is not the true one
      const directory = copy.findIndex(
        (_, i) => copy[i] === 0x50 && copy[i + 1] === 0x4b && copy[i + 2] === 1 && copy[i + 3] === 2,
      );
      const fields = [16, 20, 24, 42];
      copy[directory + fields[below(4)] + below(4)] = below(256);
      return copy;
    }
    default: // the list was edited and the archive written again
      return rewritten((files) => {
        const list = text(files['project.json']);
        const at = below(list.length);
        const digit = String(below(10));
        files['project.json'] = bytesOf(list.slice(0, at) + digit + list.slice(at + 1));
      });
  }
}

it('survives 200 seeded mutations: refused with a reason, or exactly the same content', async () => {
  const original = await open(whole);
  let same = 0;
  for (let seed = 0; seed < 200; seed++) {
    const bytes = mutate(seed);
    const result = await open(bytes).catch((error: unknown) => error);
    if (result instanceof PlaygroundError) expect(result.code, `seed ${seed}`).not.toBe('unexpected');
    else {
      expect(result, `seed ${seed}`).toEqual(original);
      same += 1;
    }
  }
  // Dates, file attributes and the like may change without harm; most of a file is content.
  expect(same).toBeLessThan(40);
});

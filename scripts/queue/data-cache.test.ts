import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeData } from '../experiment/data-identity.ts';
import { DataCache, DataTooLarge } from './data-cache.ts';
import { DamagedFile } from './fetch-file.ts';
import type { FolderDataset } from './plan.ts';
import { newFolder, testImages } from './testing/setting.ts';
import { isDiskFull } from './words.ts';

async function describeFolder(data: string): Promise<FolderDataset> {
  const { hash, files } = await describeData({ data, sample: null });
  return { hash, sample: null, name: 'images', files: [...files] };
}

/** Where the bytes come from, and what was asked for. */
function source(data: string, dataset: FolderDataset, cut = Infinity) {
  const asked: { sha256: string; start: number }[] = [];
  async function* read(sha256: string, start: number): AsyncGenerator<Uint8Array> {
    asked.push({ sha256, start });
    const file = dataset.files.find((one) => one.sha256 === sha256) as FolderDataset['files'][number];
    const bytes = await Promise.resolve(readFileSync(join(data, file.path)));
    yield bytes.subarray(start, Math.min(cut, bytes.length));
    if (cut < bytes.length) throw new Error('The line broke.');
  }
  return { asked, read };
}

const setting = (folder = newFolder('cache'), mostBytes = 1e9, dataRoot: string | null = null) => {
  const lines: string[] = [];
  return { folder, mostBytes, dataRoot, lines, say: (line: string) => void lines.push(line) };
};
const whole = async (folder: string) => (await describeData({ data: folder, sample: null })).hash;

describe('DataCache', () => {
  it('fetches each content once, and nothing the second time', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const { asked, read } = source(data, dataset);
    const place = setting();
    const cache = new DataCache(place);
    const folder = await cache.use(dataset, read, (path) => Promise.resolve(path));
    expect(await whole(folder)).toBe(dataset.hash);
    expect(folder.endsWith('images')).toBe(true);
    expect(asked).toHaveLength(12);
    expect(dataset.files).toHaveLength(13);
    await new DataCache(place).use(dataset, read, whole);
    expect(asked).toHaveLength(12);
  });

  it('goes on where a transfer broke', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const cache = new DataCache(setting());
    const broken = source(data, dataset, 5000);
    await expect(cache.use(dataset, broken.read, whole)).rejects.toThrow('The line broke.');
    const later = source(data, dataset);
    expect(await cache.use(dataset, later.read, whole)).toBe(dataset.hash);
    expect(later.asked.filter(({ start }) => start === 5000).length).toBeGreaterThan(0);
  });

  it('names a damaged file and fetches it again', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const place = setting();
    const first = await new DataCache(place).use(dataset, source(data, dataset).read, (path) =>
      Promise.resolve(path),
    );
    writeFileSync(join(first, 'test/hole/3.png'), 'rot');
    writeFileSync(join(first, 'test/more.png'), 'more');
    const { asked, read } = source(data, dataset);
    expect(await new DataCache(place).use(dataset, read, whole)).toBe(dataset.hash);
    expect(asked).toHaveLength(1);
    expect(place.lines.join('\n')).toMatch(/test\/hole\/3\.png is damaged/);
    expect(place.lines.join('\n')).toMatch(/not of the set, test\/more\.png/);
  });

  it('refuses what arrives with another content', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const wrong = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array(16_000));
    };
    await expect(new DataCache(setting()).use(dataset, wrong, whole)).rejects.toThrow(DamagedFile);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full, by the disk itself', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const place = setting();
    const { sha256 } = dataset.files[0];
    mkdirSync(join(place.folder, 'files', sha256.slice(0, 2)), { recursive: true });
    symlinkSync('/dev/full', join(place.folder, 'files', sha256.slice(0, 2), `${sha256}.part`));
    const failure = await new DataCache(place)
      .use(dataset, source(data, dataset).read, whole)
      .catch((error: unknown) => error);
    expect(isDiskFull(failure)).toBe(true);
  });

  it('keeps within its bound: the set used longest ago goes, one in use stays', async () => {
    const [one, two, three] = [testImages(), testImages(), testImages()];
    writeFileSync(join(two, 'train/good/0.png'), 'two'.repeat(20_000));
    writeFileSync(join(three, 'train/good/0.png'), 'three'.repeat(20_000));
    const sets = await Promise.all([one, two, three].map(describeFolder));
    const bytes = sets[1].files.reduce((sum, file) => sum + file.bytes, 0);
    const place = setting(newFolder('cache'), 2.5 * bytes);
    const cache = new DataCache(place);
    const kept = () => readdirSync(join(place.folder, 'sets')).sort();
    await cache.use(sets[0], source(one, sets[0]).read, async () => {
      await cache.use(sets[1], source(two, sets[1]).read, whole);
      await cache.use(sets[2], source(three, sets[2]).read, whole);
      expect(kept()).toEqual([sets[0].hash, sets[2].hash].sort());
    });
    await expect(
      new DataCache(setting(newFolder('cache'), 1000)).use(sets[0], source(one, sets[0]).read, whole),
    ).rejects.toThrow(DataTooLarge);
  });

  it('uses a shared folder that is the same to the byte, and says where another is not', async () => {
    const data = testImages();
    const dataset = await describeFolder(data);
    const same = setting(newFolder('cache'), 1e9, join(data, '..'));
    const { asked, read } = source(data, dataset);
    expect(await new DataCache(same).use(dataset, read, (path) => Promise.resolve(path))).toBe(data);
    expect(asked).toEqual([]);
    const other = testImages();
    writeFileSync(join(other, 'test/hole/1.png'), 'other');
    const differs = setting(newFolder('cache'), 1e9, join(other, '..'));
    expect(await new DataCache(differs).use(dataset, read, whole)).toBe(dataset.hash);
    expect(differs.lines[0]).toMatch(/test\/hole\/1\.png differs/);
  });
});

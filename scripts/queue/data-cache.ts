/**
 * Images of grids on a worker's machine. Files lie under their hashes, a data set is a folder of links to them; a shared folder is used as it
 * is where its content is the same. Everything is checked when it is first used, and the oldest sets go when the bound is reached.
 */
import { copyFile, link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeData, type DataFile } from '../experiment/data-identity.ts';
import { fetchFile, hashOf, type FileSource } from './fetch-file.ts';
import type { FolderDataset } from './plan.ts';
import { megabytes, plain } from './words.ts';

/** Files fetched at a time. */
const AT_ONCE = 8;

/** This machine is not to hold so much. */
export class DataTooLarge extends Error {
  override readonly name = 'DataTooLarge';
}

export interface CacheSetting {
  /** Absolute; of this process alone. */
  readonly folder: string;
  readonly mostBytes: number;
  /** Absolute; a folder that may hold the data set, or data sets by name. */
  readonly dataRoot: string | null;
  readonly say: (line: string) => void;
}

const sum = (files: readonly DataFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

export class DataCache {
  /** By fingerprint: what is being made or was checked in this process. */
  private readonly ready = new Map<string, Promise<string>>();
  /** How many runs use a set now. */
  private readonly users = new Map<string, number>();

  constructor(private readonly setting: CacheSetting) {}

  /** Work with the absolute path of a folder that has exactly these images. @throws DataTooLarge, DamagedFile, what `source` throws */
  async use<T>(dataset: FolderDataset, source: FileSource, work: (folder: string) => Promise<T>): Promise<T> {
    const { hash } = dataset;
    this.users.set(hash, (this.users.get(hash) ?? 0) + 1);
    try {
      return await work(await this.ensure(dataset, source));
    } finally {
      this.users.set(hash, (this.users.get(hash) ?? 1) - 1);
    }
  }

  private async ensure(dataset: FolderDataset, source: FileSource): Promise<string> {
    const known = this.ready.get(dataset.hash);
    if (known) return known;
    const made = this.make(dataset, source);
    this.ready.set(dataset.hash, made);
    // The next to ask tries again.
    made.catch(() => this.ready.delete(dataset.hash));
    return made;
  }

  private set(hash: string, ...parts: readonly string[]): string {
    return join(this.setting.folder, 'sets', hash, ...parts);
  }

  private file(sha256: string): string {
    return join(this.setting.folder, 'files', sha256.slice(0, 2), sha256);
  }

  private async make(dataset: FolderDataset, source: FileSource): Promise<string> {
    const shared = await this.shared(dataset);
    if (shared) return shared;
    const bytes = sum(dataset.files);
    if (bytes > this.setting.mostBytes)
      throw new DataTooLarge(
        `The images of ${plain(dataset.name)} are ${megabytes(bytes)}, more than the cache may hold (--cache-size ${megabytes(this.setting.mostBytes)}).`,
      );
    const folder = this.set(dataset.hash, dataset.name);
    await this.dropDamaged(dataset, folder);
    await this.makeRoom(dataset, bytes);
    await this.fill(dataset, folder, source);
    const now = new Date();
    await writeFile(this.set(dataset.hash, 'files.json'), JSON.stringify(dataset.files));
    await utimes(this.set(dataset.hash, 'files.json'), now, now);
    return folder;
  }

  /** The shared folder, where it is the same to the byte. */
  private async shared({ hash, name, files }: FolderDataset): Promise<string | null> {
    const { dataRoot, say } = this.setting;
    if (dataRoot === null) return null;
    for (const folder of [join(dataRoot, name), dataRoot]) {
      const first = await stat(join(folder, ...files[0].path.split('/'))).catch(() => null);
      if (!first) continue;
      const found = await describeData({ data: folder, sample: null });
      // The page shows the folder's name, and paths begin with it.
      if (found.hash === hash && folder.endsWith(name)) return folder;
      const theirs = new Map(found.files.map((file) => [file.path, file.sha256]));
      const other = files.find(({ path, sha256 }) => theirs.get(path) !== sha256)?.path ?? 'more files';
      say(
        `--data-root: ${folder} is not the grid's "${plain(name)}" (${plain(other)} differs); its images are fetched.`,
      );
    }
    return null;
  }

  /** A set that is there already, looked through: what is not as it should be is named and goes. */
  private async dropDamaged({ files }: FolderDataset, folder: string): Promise<void> {
    const found = await describeData({ data: folder, sample: null }).catch(() => null);
    if (!found) return;
    const wanted = new Map(files.map((file) => [file.path, file]));
    for (const { path, sha256 } of found.files) {
      const file = wanted.get(path);
      if (file?.sha256 === sha256) continue;
      this.setting.say(
        file
          ? `The cached file ${plain(path)} is damaged; it is fetched again.`
          : `The cache held a file that is not of the set, ${plain(path)}; it was removed.`,
      );
      await rm(join(folder, ...path.split('/')));
      // The same bytes by a link.
      if (file) await rm(this.file(file.sha256), { force: true });
    }
  }

  private async fill({ files }: FolderDataset, folder: string, source: FileSource): Promise<void> {
    const waiting = [...files];
    /** Two paths of one content are fetched once. */
    const fetching = new Map<string, Promise<void>>();
    const take = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        const place = join(folder, ...file.path.split('/'));
        if (await stat(place).catch(() => null)) continue;
        const kept = this.file(file.sha256);
        const wanted = file;
        const fetched =
          fetching.get(file.sha256) ??
          (async () => {
            if ((await hashOf(kept)) !== wanted.sha256) await fetchFile(wanted, kept, source);
          })();
        fetching.set(file.sha256, fetched);
        await fetched;
        await mkdir(dirname(place), { recursive: true });
        // Some file systems have no links.
        await link(kept, place).catch(() => copyFile(kept, place));
      }
    };
    const all = await Promise.allSettled(Array.from({ length: AT_ONCE }, take));
    for (const one of all) if (one.status === 'rejected') throw one.reason as Error;
  }

  /** Sets that were used longest ago go, and files that no set has, until the new one fits. */
  private async makeRoom(dataset: FolderDataset, bytes: number): Promise<void> {
    const names = await readdir(join(this.setting.folder, 'sets')).catch(() => [] as string[]);
    const sets = await Promise.all(
      names.map(async (hash) => {
        const list = this.set(hash, 'files.json');
        const files = await readFile(list, 'utf8').then(
          (text) => JSON.parse(text) as DataFile[],
          () => [] as DataFile[],
        );
        const usedMs = (await stat(list).catch(() => null))?.mtimeMs ?? 0;
        return { hash, files, usedMs };
      }),
    );
    const isUsed = (hash: string): boolean => (this.users.get(hash) ?? 0) > 0;
    const others = sets
      .filter(({ hash }) => hash !== dataset.hash)
      .sort((x, y) => Number(isUsed(y.hash)) - Number(isUsed(x.hash)) || y.usedMs - x.usedMs);
    const kept: DataFile[] = [...dataset.files];
    let total = bytes;
    for (const { hash, files } of others) {
      if (isUsed(hash) || (files.length > 0 && total + sum(files) <= this.setting.mostBytes)) {
        total += sum(files);
        kept.push(...files);
      } else {
        this.ready.delete(hash);
        await rm(this.set(hash), { recursive: true, force: true });
      }
    }
    await this.sweep(new Set(kept.map(({ sha256 }) => sha256)));
  }

  private async sweep(kept: ReadonlySet<string>): Promise<void> {
    const root = join(this.setting.folder, 'files');
    for (const part of await readdir(root).catch(() => [] as string[]))
      for (const name of await readdir(join(root, part)))
        if (!kept.has(name.replace(/\.part$/, ''))) await rm(join(root, part, name), { force: true });
  }
}

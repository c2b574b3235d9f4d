/**
 * Files kept for use without a network, in two caches: the page itself, and the ImageNet backbone, which is three times as large and
 * which not everyone wants. Which files there are, and their revisions, comes from the build.
 */
import { PrecacheController } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import type { StoredCount } from '../services/offline/messages.ts';

/** The extendable event that work belongs to. */
type Lasting = Pick<ExtendableEvent, 'waitUntil'>;

export class FileStore {
  readonly #controller: PrecacheController;

  /** `onStored` is called after each file. */
  constructor(entries: readonly PrecacheEntry[], cacheName: string, onStored: () => void) {
    this.#controller = new PrecacheController({
      cacheName,
      plugins: [{ cacheDidUpdate: () => Promise.resolve(onStored()) }],
    });
    this.#controller.addToCacheList([...entries]);
  }

  /** Fetches whatever is missing; files that are there already cost nothing. */
  async fill(event: Lasting): Promise<void> {
    const asInstall = { type: 'install', waitUntil: (work: Promise<unknown>) => event.waitUntil(work) };
    await this.#controller.install(asInstall as ExtendableEvent);
  }

  /** Removes files of earlier versions. */
  async prune(event: Lasting): Promise<void> {
    const asActivate = { type: 'activate', waitUntil: (work: Promise<unknown>) => event.waitUntil(work) };
    await this.#controller.activate(asActivate as ExtendableEvent);
  }

  /** The kept answer for an address without its query, or undefined. */
  match(url: string): Promise<Response | undefined> {
    return this.#controller.matchPrecache(url);
  }

  has(url: string): boolean {
    return this.#controller.getCacheKeyForURL(url) !== undefined;
  }

  /** Keeps an answer that a page has just asked for. */
  async keep(url: string, response: Response): Promise<void> {
    const key = this.#controller.getCacheKeyForURL(url);
    if (!key || !response.ok) return;
    await (await this.#open()).put(key, response);
  }

  /** An answer of this or an earlier version: an open page may still ask for files of the version that it came from. */
  async matchAny(url: string): Promise<Response | undefined> {
    return (await this.#open()).match(url);
  }

  async count(): Promise<StoredCount> {
    const wanted = new Set(this.#controller.getURLsToCacheKeys().values());
    const kept = await (await this.#open()).keys();
    return { stored: kept.filter(({ url }) => wanted.has(url)).length, total: wanted.size };
  }

  #open(): Promise<Cache> {
    return caches.open(this.#controller.strategy.cacheName);
  }
}

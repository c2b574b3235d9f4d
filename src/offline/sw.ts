/**
 * The service worker: the page works without a network after the first visit, and is cross-origin isolated on hosts that cannot set
 * headers. The first version takes over at once, before it keeps anything, so that isolation does not wait for the download; a later
 * one keeps everything first and then waits until a person takes it.
 */
import type { PrecacheEntry } from 'workbox-precaching';
import type { OfflineReport, OfflineRequest } from '../services/offline/messages.ts';
import { isolate } from './isolate.ts';
import { FileStore } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

const BACKBONES = 'backbones/';
const REPORT_EVERY_MS = 200;
const { scope } = self.registration;
/** The build writes each file with its revision, never a bare address. */
const entries = self.__WB_MANIFEST as readonly PrecacheEntry[];
const isBackbone = ({ url }: PrecacheEntry): boolean => url.startsWith(BACKBONES);

let reportedAt = 0;
const onStored = (): void => {
  const now = Date.now();
  if (now - reportedAt < REPORT_EVERY_MS) return;
  reportedAt = now;
  void report();
};
const app = new FileStore(
  entries.filter((entry) => !isBackbone(entry)),
  `cutpaste-app ${scope}`,
  onStored,
);
const backbone = new FileStore(entries.filter(isBackbone), `cutpaste-backbone ${scope}`, onStored);

const pages = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function report(problem = ''): Promise<void> {
  const message: OfflineReport = {
    type: 'offline-report',
    app: await app.count(),
    backbone: await backbone.count(),
    problem,
  };
  for (const page of await pages()) page.postMessage(message);
}

async function fill(store: FileStore, event: ExtendableEvent): Promise<void> {
  try {
    await store.fill(event);
    await report();
  } catch (error) {
    await report(error instanceof Error ? error.message : String(error));
  }
}

/** Files of earlier versions go once no other page can still ask for them. */
async function prune(event: ExtendableEvent): Promise<void> {
  if ((await pages()).length > 1) return;
  await app.prune(event);
  await backbone.prune(event);
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const url = new URL(request.url);
  const bare = `${url.origin}${url.pathname}`;
  const isPage = request.mode === 'navigate' && (bare === scope || bare === `${scope}index.html`);
  const kept = await app.match(isPage ? `${scope}index.html` : bare);
  if (kept) return kept;
  if (backbone.has(bare)) {
    const weights = await backbone.match(bare);
    if (weights) return weights;
    const fresh = await fetch(request);
    if (fresh.ok) event.waitUntil(backbone.keep(bare, fresh.clone()).then(() => report()));
    return fresh;
  }
  return (await app.matchAny(bare)) ?? fetch(request);
}

self.addEventListener('install', (event) => {
  if (self.registration.active) event.waitUntil(app.fill(event));
  else event.waitUntil(self.skipWaiting());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(prune(event).then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const elsewhere = !request.url.startsWith(self.location.origin);
  if (request.method !== 'GET' || elsewhere) return;
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  event.respondWith(answer(event).then((response) => isolate(response, request.destination)));
});

self.addEventListener('message', (event) => {
  const { type } = event.data as OfflineRequest;
  if (type === 'store') event.waitUntil(fill(app, event));
  else if (type === 'store-backbone') event.waitUntil(fill(backbone, event));
  else if (type === 'take-over') event.waitUntil(self.skipWaiting());
  else event.waitUntil(report());
});

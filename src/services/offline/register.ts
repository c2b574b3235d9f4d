/**
 * The page's side of its service worker: registers it, reloads once where that brings cross-origin isolation, asks it to keep the
 * page, and says when a new version waits. Without service workers (or without https) the page works as before.
 */
import type { OfflineReport, OfflineRequest } from './messages.ts';

export interface OfflineEvents {
  onReport(report: OfflineReport): void;
  /** A new version is stored and waits to be taken. */
  onUpdate(): void;
  /** False while a reload would lose something. */
  mayReload(): boolean;
}

export interface Offline {
  storeBackbone(): void;
  /** Lets the waiting version take over, then reloads. */
  takeUpdate(): void;
}

const RELOADED = 'reloaded-for-isolation';
const UPDATE_EVERY_MS = 60 * 60 * 1000;

const offlineSupported = (): boolean => globalThis.isSecureContext && 'serviceWorker' in navigator;

/** Once a session at most: where a reload does not bring isolation, another would not either. */
function reloadForIsolation(mayReload: () => boolean): void {
  try {
    if (globalThis.crossOriginIsolated) return sessionStorage.removeItem(RELOADED);
    if (sessionStorage.getItem(RELOADED) || !mayReload()) return;
    sessionStorage.setItem(RELOADED, 'yes');
  } catch {
    // Without a note that it was tried, a reload might never end.
    return;
  }
  location.reload();
}

/** Keeping files must not compete with what the page itself still fetches. */
function afterLoad(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', () => resolve(), { once: true }));
}

function whenInstalled(worker: ServiceWorker, done: () => void): void {
  if (worker.state === 'installed') return done();
  worker.addEventListener('statechange', () => {
    if (worker.state === 'installed') done();
  });
}

/** Registers `sw.js` beside the page. Never throws: null where there is no service worker. */
export async function registerOffline(events: OfflineEvents): Promise<Offline | null> {
  if (!offlineSupported()) return null;
  const workers = navigator.serviceWorker;
  workers.addEventListener('message', ({ data }: MessageEvent<OfflineReport>) => {
    if (data?.type === 'offline-report') events.onReport(data);
  });
  if (globalThis.crossOriginIsolated) await afterLoad();
  let registration: ServiceWorkerRegistration;
  try {
    registration = await workers.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
    await workers.ready;
  } catch {
    return null;
  }
  reloadForIsolation(events.mayReload);
  const send = (worker: ServiceWorker | null, request: OfflineRequest) => worker?.postMessage(request);
  send(registration.active, { type: 'store' });

  const watch = (worker: ServiceWorker | null) => {
    if (worker && registration.active) whenInstalled(worker, () => events.onUpdate());
  };
  watch(registration.waiting);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  setInterval(() => void registration.update().catch(() => undefined), UPDATE_EVERY_MS);

  return {
    storeBackbone: () => send(registration.active, { type: 'store-backbone' }),
    takeUpdate: () => {
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      send(registration.waiting, { type: 'take-over' });
    },
  };
}

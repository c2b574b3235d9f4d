/**
 * What a browser withholds from a page, asked feature by feature and never by the browser's name. Over plain http from another machine
 * (not a secure context) most of it is missing; the page works without, and says so.
 */

/** Parts of the page that need something of the browser's. */
export type Feature = 'gpu' | 'threads' | 'offline' | 'camera';

export interface Scope {
  readonly isSecureContext?: boolean;
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: unknown;
  readonly navigator?: {
    readonly gpu?: unknown;
    readonly serviceWorker?: unknown;
    readonly mediaDevices?: unknown;
  };
}

const here = (): Scope => globalThis as unknown as Scope;

/** What is not there because the page came without https; nothing where it came with it, or from this machine. */
export function withheld(scope: Scope = here()): Feature[] {
  if (scope.isSecureContext !== false) return [];
  const { gpu, serviceWorker, mediaDevices } = scope.navigator ?? {};
  const there: Readonly<Record<Feature, boolean>> = {
    gpu: gpu !== undefined,
    threads: sharesMemory(scope),
    offline: serviceWorker !== undefined,
    camera: mediaDevices !== undefined,
  };
  return (Object.keys(there) as Feature[]).filter((feature) => !there[feature]);
}

/** Isolation promises nothing by itself: WebKitGTK is isolated and has no shared memory; others have it and may not send it. */
export const sharesMemory = (scope: Scope = here()): boolean =>
  scope.crossOriginIsolated === true && typeof scope.SharedArrayBuffer === 'function';

/** Why a worker cannot share memory with others, so that there is one thread; null where it can. */
export function whyOneThread(scope: Scope = here()): 'insecure' | 'isolated' | 'noSharedMemory' | null {
  if (sharesMemory(scope)) return null;
  if (scope.isSecureContext === false) return 'insecure';
  return scope.crossOriginIsolated ? 'noSharedMemory' : 'isolated';
}

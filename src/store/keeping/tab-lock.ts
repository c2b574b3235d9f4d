/**
 * Of several tabs one keeps its session: the one that holds a Web Lock. The browser gives the lock to the next tab when that one is closed
 * or has crashed.
 */
const LOCK = 'cutpaste-autosave';
/** A page that is being reloaded gives its lock back within this time. */
const SOON_MS = 1500;

const SESSION = 'cutpaste-session:';

/** Tells other tabs that this one keeps the session, until the returned function is called or the tab is gone. */
export function holdSession(id: string): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  globalThis.navigator?.locks?.request(SESSION + id, () => held).catch(() => undefined);
  return release;
}

/** Sessions that tabs keep now. */
export async function sessionsInUse(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(SESSION) ? [name.slice(SESSION.length)] : [])));
}

/**
 * Calls `held` when this tab has the lock, for as long as it lives; `waiting` first when another tab has had it for longer than a moment.
 * Where the browser has no locks, this tab counts as the only one.
 */
export function holdTab(held: () => void, waiting: () => void): void {
  const locks = globalThis.navigator?.locks;
  if (!locks) return held();
  const timer = setTimeout(waiting, SOON_MS);
  locks
    .request(LOCK, () => {
      clearTimeout(timer);
      held();
      // Held until the tab is gone.
      return new Promise<never>(() => undefined);
    })
    .catch(() => undefined);
}

/**
 * Of several tabs one keeps its session: the one that holds a Web Lock. The browser gives the lock to the next tab when that one is closed
 * or has crashed.
 */
const LOCK = 'cutpaste-autosave';
/** A page that is being reloaded gives its lock back within this time. */
const SOON_MS = 1500;

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

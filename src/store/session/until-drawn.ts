/** When the page has drawn what was put into the store. */

/** Moments in which the page has nothing to do; one lies between any two parts of a drawing, which wait for a frame each. */
const QUIET_MOMENTS = 8;
const APART_MS = 12;
const LONGEST_MS = 400;

/** Resolves soon after the page has come to rest, at the latest after 0.4 s; at once where nothing is drawn (hidden tab, no browser). */
export function untilDrawn(): Promise<void> {
  if (typeof requestIdleCallback !== 'function' || document.hidden) return Promise.resolve();
  const endMs = performance.now() + LONGEST_MS;
  return new Promise((resolve) => {
    let moments = 0;
    const look = () => {
      if (++moments === QUIET_MOMENTS || performance.now() > endMs) return resolve();
      setTimeout(() => requestIdleCallback(look, { timeout: LONGEST_MS }), APART_MS);
    };
    requestIdleCallback(look, { timeout: LONGEST_MS });
  });
}

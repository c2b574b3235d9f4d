/**
 * Something fetched when it is first needed, as a value: unlike `lazy` inside Suspense, what waits for the same chunk is not drawn
 * at once when it comes, so each part can take its own turn.
 */
import { useEffect, useState } from 'react';

/** Null until it is there. `load` must be the same function at every render; a failure goes to the error boundary. */
export function useLoaded<T extends object>(load: () => Promise<T>): T | null {
  const [loaded, setLoaded] = useState<{ readonly value: T } | { readonly error: unknown } | null>(null);
  useEffect(() => {
    let gone = false;
    load().then(
      (value) => !gone && setLoaded({ value }),
      (error: unknown) => !gone && setLoaded({ error }),
    );
    return () => {
      gone = true;
    };
  }, [load]);
  if (loaded && 'error' in loaded) throw loaded.error;
  return loaded && loaded.value;
}

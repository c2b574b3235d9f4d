/** The normal places most like a place, asked of the engine once a person wants to see them, and again for every image that is looked at then. */
import { useEffect, useState } from 'react';
import { usePlayground } from '../../../store/store.ts';
import type { NearestNormal, NearestQuery } from '../../../worker/protocol.ts';

/** An image has to rest on the table so long before the engine is asked. */
const REST_MS = 300;

export interface NearestPatches {
  /** Null until they have come. */
  readonly found: NearestNormal | null;
  readonly failure: string | null;
}

const keyOf = (query: NearestQuery | null, of: object) =>
  query ? { of, text: [query.kind, query.id, query.row, query.column].join() } : null;

/** `of`: what the answer belongs to (the scores of an evaluation); `query` null asks nothing. */
export function useNearestPatches(query: NearestQuery | null, of: object): NearestPatches {
  const nearestTo = usePlayground((state) => state.nearestTo);
  const [answer, setAnswer] = useState<
    (NearestPatches & { readonly of: object; readonly text: string }) | null
  >(null);
  const key = keyOf(query, of);
  const text = key?.text ?? '';
  useEffect(() => {
    if (!query) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      nearestTo(query).then(
        (found) => !stale && setAnswer({ found, failure: null, of, text }),
        (error: unknown) =>
          !stale &&
          setAnswer({
            found: null,
            failure: error instanceof Error ? error.message : String(error),
            of,
            text,
          }),
      );
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text is the query
  }, [text, of, nearestTo]);
  const current = key !== null && answer?.of === of && answer.text === text;
  return { found: current ? answer.found : null, failure: current ? answer.failure : null };
}

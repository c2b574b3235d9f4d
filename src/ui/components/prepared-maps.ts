/**
 * Prepared maps of the images looked at last, made by a worker. Keyed by the score grid, which is replaced and never changed, so that an
 * answer holds as long as its grid and settings do.
 */
import { useEffect, useMemo, useReducer } from 'react';
import { prepareMap, type MapRequest, type PreparedMap } from '../../core/heatmap/prepare-map.ts';
import { prepareMapInWorker } from '../../services/maps/prepare-maps.ts';

interface Entry {
  readonly request: MapRequest;
  readonly coming: Promise<PreparedMap>;
  value: PreparedMap | null;
}

/** A map of 256 px takes 256 KiB. */
const KEPT = 96;
const entries = new Map<MapRequest['grid'], Entry>();

const same = (a: MapRequest, b: MapRequest): boolean =>
  a.grid === b.grid &&
  a.kind === b.kind &&
  a.sizePx === b.sizePx &&
  a.sigmaPx === b.sigmaPx &&
  a.threshold === b.threshold &&
  a.mask === b.mask;

function find(request: MapRequest): Entry | null {
  const entry = entries.get(request.grid);
  return entry && same(entry.request, request) ? entry : null;
}

/** The map when it is ready now. */
const readyMap = (request: MapRequest | null): PreparedMap | null =>
  (request && find(request)?.value) ?? null;

/** The map, soon. Without a worker (a browser that lost it) the page does the same work itself. */
export function prepared(request: MapRequest): Promise<PreparedMap> {
  const known = find(request);
  entries.delete(request.grid);
  if (known) {
    entries.set(request.grid, known);
    return known.coming;
  }
  const coming = prepareMapInWorker(request).catch(() => prepareMap(request));
  const entry: Entry = { request, coming, value: null };
  void coming.then((value) => (entry.value = value));
  if (entries.size >= KEPT) entries.delete(entries.keys().next().value as MapRequest['grid']);
  entries.set(request.grid, entry);
  return coming;
}

/**
 * The maps that are ready, null for the others, which come with a later render; then `ahead` are made one after the other for the next
 * steps. Both lists must keep their identity between renders.
 */
export function usePreparedMaps(
  requests: readonly (MapRequest | null)[],
  ahead: readonly MapRequest[],
): readonly (PreparedMap | null)[] {
  const [arrived, refresh] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let current = true;
    const missing = requests.filter((request) => request !== null && !readyMap(request)) as MapRequest[];
    const run = async () => {
      await Promise.all(missing.map(prepared));
      if (!current) return;
      if (missing.length > 0) refresh();
      for (const request of ahead) {
        await prepared(request);
        if (!current) return;
      }
    };
    void run();
    return () => {
      current = false;
    };
  }, [requests, ahead]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what is ready changes with what has arrived
  return useMemo(() => requests.map(readyMap), [requests, arrived]);
}

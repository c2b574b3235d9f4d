/** How the maps of all test images meet their masks, worked out by the worker when an order asks for it. */
import { useEffect, useState } from 'react';
import type { MapOverlap, MapRequest } from '../../../core/heatmap/prepare-map.ts';
import { prepared } from '../../components/prepared-maps.ts';

export interface Overlaps {
  /** By the image's id; null for an image without a defect in its mask. */
  readonly byId: ReadonlyMap<string, MapOverlap | null>;
  readonly done: number;
  readonly total: number;
}

const NONE: Overlaps = { byId: new Map(), done: 0, total: 0 };
const kept = new WeakMap<object, { key: string; overlap: MapOverlap | null }>();
const keyOf = ({ threshold, sigmaPx }: MapRequest) => `${threshold}:${sigmaPx}`;

/** Empty while `requests` is null. `byId` changes once, when all are known. */
export function useOverlaps(requests: ReadonlyMap<string, MapRequest> | null): Overlaps {
  const [state, setState] = useState<Overlaps & { of: typeof requests }>({ ...NONE, of: null });
  useEffect(() => {
    if (!requests) return;
    let current = true;
    const run = async () => {
      const byId = new Map<string, MapOverlap | null>();
      for (const [id, request] of requests) {
        const key = keyOf(request);
        let entry = kept.get(request.grid);
        if (entry?.key !== key) {
          const { overlap } = await prepared(request);
          kept.set(request.grid, (entry = { key, overlap }));
          if (!current) return;
          setState((state) => ({ ...state, done: byId.size, total: requests.size }));
        }
        byId.set(id, entry.overlap);
      }
      setState({ byId, done: byId.size, total: requests.size, of: requests });
    };
    void run();
    return () => {
      current = false;
    };
  }, [requests]);
  if (!requests) return NONE;
  return state.of === requests ? state : { ...state, total: requests.size };
}

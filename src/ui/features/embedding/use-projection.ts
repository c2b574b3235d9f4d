/**
 * The plane of the wanted method and network, made in a worker; another wish or leaving ends the one in progress. Maps by PCA of one run lie in the
 * same axes: each is turned to where the untrained points lay before.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { project } from '../../../services/projection/project.ts';
import type { ProjectionReply, ProjectionRequest } from '../../../services/projection/protocol.ts';

export interface Projection {
  readonly reply: ProjectionReply | null;
  /** What `reply` answers; the one before while a new one is made. */
  readonly of: Wish | null;
  readonly error: string | null;
  readonly running: boolean;
  cancel(): void;
}

export interface Wish {
  readonly features: Float32Array;
  /** Of an earlier step, for PCA to lay along the same axes. */
  readonly past: Float32Array | null;
  /** Whose points are to be looked at. */
  readonly step: number;
  /** Of the untrained network. */
  readonly anchor: Float32Array;
  readonly rows: number;
  readonly dimension: number;
  readonly method: 'pca' | 'umap';
  readonly seed: number;
}

/** `wish` must keep its identity between renders. */
export function useProjection(wish: Wish | null): Projection {
  const [made, setMade] = useState<{ wish: Wish | null; reply: ProjectionReply | null }>({
    wish: null,
    reply: null,
  });
  const [failed, setFailed] = useState<{ wish: Wish; message: string } | null>(null);
  const [cancelled, setCancelled] = useState<Wish | null>(null);
  const control = useRef<AbortController | null>(null);
  /** Where the untrained points lay last: of other images or another network it says nothing. */
  const lay = useRef<{ readonly of: string; readonly plane: Float32Array } | null>(null);
  const of = useMemo(() => (wish ? `${wish.rows} ${wish.dimension} ${sumOf(wish.anchor)}` : ''), [wish]);
  useEffect(() => {
    if (!wish) return;
    const abort = new AbortController();
    control.current = abort;
    const anchorPlane = lay.current?.of === of ? lay.current.plane : null;
    const { features, past, anchor, rows, dimension, method, seed } = wish;
    const request: ProjectionRequest = {
      ...{ features, past, anchor, anchorPlane, rows, dimension, method, seed },
    };
    const show = (reply: ProjectionReply) => {
      if (reply.anchorPlane) lay.current = { of, plane: reply.anchorPlane };
      setMade({ wish, reply });
    };
    project(request, show, abort.signal).catch((error: Error) => setFailed({ wish, message: error.message }));
    return () => abort.abort();
  }, [wish, of]);
  const error = failed?.wish === wish ? (failed?.message ?? null) : null;
  const done = made.wish === wish && made.reply?.share === 1;
  return {
    reply: made.reply,
    of: made.wish,
    error,
    running: wish !== null && !done && error === null && cancelled !== wish,
    cancel: () => {
      control.current?.abort();
      setCancelled(wish);
    },
  };
}

const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);

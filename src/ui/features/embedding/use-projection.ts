/** The plane of the wanted method and network, made in a worker; another wish or leaving ends the one in progress. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { project } from '../../../services/projection/project.ts';
import type { ProjectionReply, ProjectionRequest } from '../../../services/projection/protocol.ts';

export interface Projection {
  readonly reply: ProjectionReply | null;
  readonly error: string | null;
  readonly running: boolean;
  cancel(): void;
}

export function useProjection(
  features: Float32Array | null,
  rows: number,
  dimension: number,
  method: 'pca' | 'umap',
  seed: number,
): Projection {
  const [made, setMade] = useState<{ request: ProjectionRequest | null; reply: ProjectionReply | null }>({
    request: null,
    reply: null,
  });
  const [failed, setFailed] = useState<{ request: ProjectionRequest; message: string } | null>(null);
  const [cancelled, setCancelled] = useState<ProjectionRequest | null>(null);
  const control = useRef<AbortController | null>(null);
  const request = useMemo(
    (): ProjectionRequest | null => features && { method, features, rows, dimension, seed },
    [features, rows, dimension, method, seed],
  );
  useEffect(() => {
    if (!request) return;
    const abort = new AbortController();
    control.current = abort;
    project(request, (reply) => setMade({ request, reply }), abort.signal).catch((error: Error) =>
      setFailed({ request, message: error.message }),
    );
    return () => abort.abort();
  }, [request]);
  const error = failed?.request === request ? (failed?.message ?? null) : null;
  const done = made.request === request && made.reply?.share === 1;
  return {
    reply: made.reply,
    error,
    running: request !== null && !done && error === null && cancelled !== request,
    cancel: () => {
      control.current?.abort();
      setCancelled(request);
    },
  };
}

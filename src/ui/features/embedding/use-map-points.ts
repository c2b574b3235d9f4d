/**
 * What is drawn of a map: its points and where they lie at the step that is looked at. Embeddings of an earlier step are asked for when the step is
 * chosen; until they are there, the points stay where they are and the step says so.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { selectEmbeddings, selectEmbeddingStep, selectFormer } from '../../../store/embedding-step.ts';
import { selectSeen } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { EmbeddingMapData } from '../../../worker/protocol.ts';
import { normalRows, pointsOf, type MapPoint } from './points.ts';
import { useProjection, type Projection, type Wish } from './use-projection.ts';

export interface MapPoints {
  readonly points: readonly MapPoint[] | null;
  /** Rows of the normal training images. */
  readonly normal: readonly number[];
  readonly projection: Projection;
  /** `[n, 2]` of the wanted network; null before there is a plane of these points. */
  readonly plane: Float32Array | null;
  /** Other points whose range is shown as well. */
  readonly beside: Float32Array | null;
  /** Whose weights `plane` is of. */
  readonly step: number;
  /** The step that is being embedded; null: none. */
  readonly awaited: number | null;
  /** The step that is looked at, where its weights were not kept; null: they were. */
  readonly lacking: number | null;
}

/** Asks for the embeddings of the step that is looked at, once for each. */
function useFormerByItself(): void {
  const former = usePlayground(selectFormer);
  const wanted = usePlayground((state) => former !== null && !state.embeddingFormer.has(former));
  const ready = usePlayground(
    ({ plan, embeddingMapRunning, phase }) =>
      plan !== null &&
      !embeddingMapRunning &&
      (phase === 'training' || phase === 'paused' || phase === 'finished'),
  );
  const tried = useRef<unknown>(null);
  useEffect(() => {
    if (!former || !wanted || !ready || tried.current === former) return;
    tried.current = former;
    void usePlayground.getState().makeEmbeddingMap(former);
  }, [former, wanted, ready]);
}

export function useMapPoints(
  data: EmbeddingMapData,
  method: 'pca' | 'umap' = 'pca',
  network: 'present' | 'untrained' = 'present',
): MapPoints {
  useFormerByItself();
  const items = usePlayground((state) => state.items);
  const seed = usePlayground((state) => state.config.seed);
  const wantedStep = usePlayground(selectEmbeddingStep) ?? data.step;
  const found = usePlayground(selectEmbeddings);
  const running = usePlayground((state) => state.embeddingMapRunning);
  const looked = usePlayground((state) =>
    state.seenStep === null ? null : (selectSeen(state)?.step ?? null),
  );
  /** The last that were there: what is drawn while others are made. */
  const [at, setAt] = useState({ data, step: data.step, features: data.present });
  const current = at.data === data ? at : { data, step: data.step, features: data.present };
  const shown = found ? { data, step: wantedStep, features: found } : current;
  if (shown.features !== at.features || shown.data !== at.data) setAt(shown);

  const points = useMemo(() => pointsOf(data, items), [data, items]);
  const { features, step } = shown;
  const ofUntrained = method === 'umap' && network === 'untrained';
  const wish = useMemo((): Wish | null => {
    if (!points) return null;
    const { present, untrained: anchor, dimension } = data;
    const rest = { anchor, rows: points.length, dimension, method, step, seed };
    if (method === 'umap') return { features: ofUntrained ? anchor : features, past: null, ...rest };
    // By PCA all steps lie in one map: along the axes of the untrained network and the latest that was mapped.
    return {
      features: present,
      past: features === present || features === anchor ? null : features,
      ...rest,
    };
  }, [data, points, features, method, ofUntrained, step, seed]);
  const projection = useProjection(wish);
  const normal = useMemo(() => (points ? normalRows(points) : []), [points]);
  const { reply, of } = projection;
  const { plane, beside } = useMemo(() => {
    if (!reply || !of) return { plane: null, beside: null };
    const { anchorPlane } = reply;
    if (!anchorPlane) return { plane: reply.plane, beside: null };
    if (network === 'untrained') return { plane: anchorPlane, beside: reply.plane };
    // Steps may differ tenfold in their spread: an earlier one fills the plot by itself.
    if (of.step === 0) return { plane: anchorPlane, beside: null };
    if (reply.pastPlane) return { plane: reply.pastPlane, beside: null };
    return { plane: reply.plane, beside: anchorPlane };
  }, [reply, of, network]);
  return {
    points,
    normal,
    projection,
    plane: points && plane?.length === 2 * points.length ? plane : null,
    beside,
    step: of?.step ?? step,
    awaited: !found && running ? wantedStep : null,
    lacking: looked !== null && looked !== wantedStep ? looked : null,
  };
}

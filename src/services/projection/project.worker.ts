/** Makes a map of embeddings off the page's thread: PCA at once (of this and the untrained network together), UMAP (McInnes et al. 2018, umap-js) step by step from a seed. */
import { UMAP } from 'umap-js';
import { jointPlanes, onAxes } from '../../core/projection/principal.ts';
import { turned, turnTo } from '../../core/projection/turn-plane.ts';
import { createRandom } from '../../core/random/random.ts';
import type { ProjectionReply, ProjectionRequest } from './protocol.ts';

const NEIGHBOURS = 15;
const MINIMUM_DISTANCE = 0.1;
const SEND_INTERVAL_MS = 100;

interface Scope {
  onmessage: ((event: MessageEvent<ProjectionRequest>) => void) | null;
  postMessage(message: ProjectionReply, transfer: Transferable[]): void;
}
const scope = globalThis as unknown as Scope;

function send(share: number, plane: Float32Array, planes: Partial<ProjectionReply> = {}): void {
  scope.postMessage({ share, plane, pastPlane: null, anchorPlane: null, ...planes }, [
    plane.buffer as ArrayBuffer,
  ]);
}

function pca({ features, past, anchor, anchorPlane, rows, dimension }: ProjectionRequest): void {
  const { planes, axes } = jointPlanes(features, anchor, rows, dimension);
  const [plane, untrained] = planes;
  const turn = anchorPlane && turnTo(untrained, anchorPlane);
  const lie = (points: Float32Array) => (turn ? turned(points, turn) : points);
  send(1, lie(plane), {
    pastPlane: past && lie(onAxes(past, rows, dimension, axes)),
    anchorPlane: lie(untrained),
  });
}

function umap({ features, rows, dimension, seed }: ProjectionRequest): void {
  const random = createRandom(seed, 'umap');
  const neighbours = Math.max(2, Math.min(NEIGHBOURS, rows - 1));
  const law = new UMAP({
    nNeighbors: neighbours,
    minDist: MINIMUM_DISTANCE,
    nComponents: 2,
    random: () => random.float(),
  });
  const data = Array.from({ length: rows }, (_, i) =>
    Array.from(features.subarray(i * dimension, (i + 1) * dimension)),
  );
  const epochs = law.initializeFit(data);
  let sentMs = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    law.step();
    const now = performance.now();
    if (epoch < epochs && now - sentMs < SEND_INTERVAL_MS) continue;
    sentMs = now;
    send(epoch / epochs, Float32Array.from(law.getEmbedding().flat()));
  }
}

scope.onmessage = ({ data }) => {
  // UMAP's neighbours need a few points; of fewer the plane of PCA says all.
  if (data.method === 'pca' || data.rows < 5) pca(data);
  else umap(data);
};

/** What the page and the worker that makes maps say to each other. */
export interface ProjectionRequest {
  readonly method: 'pca' | 'umap';
  /** `[n, d]`, of the network that is looked at. */
  readonly features: Float32Array;
  /** `[n, d]` of the same network at an earlier step, to be laid along the axes of `features` by PCA; null: none. */
  readonly past: Float32Array | null;
  /**
   * `[n, d]` of the untrained network, for PCA: the axes are those of both networks together, and the map is turned so that the untrained points lie
   * where they lay before. Every map of a run then has the same axes, as far as there are such.
   */
  readonly anchor: Float32Array;
  /** Where the untrained points lay, `[n, 2]`; null in the first map. */
  readonly anchorPlane: Float32Array | null;
  readonly rows: number;
  readonly dimension: number;
  readonly seed: number;
}

/** Coordinates `[n, 2]`: of UMAP now and then while it runs, of both at the end (`share` 1). */
export interface ProjectionReply {
  readonly share: number;
  readonly plane: Float32Array;
  /** Where the points of `past` lie in these axes; null where there are none, and for UMAP. */
  readonly pastPlane: Float32Array | null;
  /** Where the untrained points lie in the same axes; null for UMAP, which has none. */
  readonly anchorPlane: Float32Array | null;
}

/** What the page and the worker that makes maps say to each other. */
export interface ProjectionRequest {
  readonly method: 'pca' | 'umap';
  /** `[n, d]`. */
  readonly features: Float32Array;
  readonly rows: number;
  readonly dimension: number;
  readonly seed: number;
}

/** Coordinates `[n, 2]`: of UMAP now and then while it runs, of both at the end (`share` 1). */
export interface ProjectionReply {
  readonly share: number;
  readonly plane: Float32Array;
}

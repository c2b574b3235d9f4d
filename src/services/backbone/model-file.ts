/** One file of a model, in memory. */
export interface ModelFile {
  /** With its folders, where it has any. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

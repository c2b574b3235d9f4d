/**
 * Depth of grey: cameras write 10, 12 or 14 bits into files of 16, and programs write fractions. One scale is chosen for all files of a set, from the
 * largest value that occurs in it, so that one bright pixel never makes one frame darker than its neighbours.
 */

/** Files deeper than 8 bits: whole numbers of 16 bits, or floating point. */
export type DeepKind = 'integer' | 'float';

export interface Depth {
  readonly kind: DeepKind;
  /** Largest sample of the file, or what a tag says is the largest. */
  readonly most: number;
}

/** The values that become 255, by kind. */
export type DepthScales = Readonly<Partial<Record<DeepKind, number>>>;

const CAMERA_DEPTHS = [10, 12, 14, 16].map((bits) => 2 ** bits - 1);

/**
 * The value that becomes 255 where `most` is the largest of a set: a camera's full scale where at least half of it is used, else the value itself
 * (4200 is a 12-bit camera with a hot pixel rather than a 14-bit one).
 */
export function scaleOf({ kind, most }: Depth): number {
  if (kind === 'float') return most <= 1 ? 1 : most <= 255 ? 255 : Math.max(65_535, most);
  const full = CAMERA_DEPTHS.find((value) => most <= value) ?? 65_535;
  return most * 2 > full ? full : Math.max(255, most);
}

/** One scale a kind for all files. */
export function scalesOf(depths: readonly Depth[]): DepthScales {
  const scales: Partial<Record<DeepKind, number>> = {};
  for (const kind of ['integer', 'float'] as const) {
    const own = depths.filter((depth) => depth.kind === kind);
    if (own.length > 0) scales[kind] = scaleOf({ kind, most: Math.max(...own.map(({ most }) => most)) });
  }
  return scales;
}

/** Largest of the samples. */
export function largestOf(data: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) if (data[i] > most) most = data[i];
  return most;
}

/** Of the images of a set that were read before: the scale that each took. */
export function scalesTaken(
  files: readonly ({ readonly depth?: { readonly kind: DeepKind; readonly scale: number } } | undefined)[],
): DepthScales {
  const scales: Partial<Record<DeepKind, number>> = {};
  for (const file of files)
    if (file?.depth) scales[file.depth.kind] = Math.max(scales[file.depth.kind] ?? 0, file.depth.scale);
  return scales;
}

/** Which images must be sent again so that the engine holds what the page shows. */
import type { EngineImage } from './protocol.ts';

export interface ImageDifference {
  readonly removed: readonly string[];
  readonly added: readonly EngineImage[];
  /** True when removing and appending would leave another order: the batch of a step depends on it. */
  readonly reordered: boolean;
}

const same = (a: EngineImage, b: EngineImage): boolean =>
  a.role === b.role &&
  a.group === b.group &&
  a.label === b.label &&
  a.pixels === b.pixels &&
  a.mask === b.mask;

/** A changed image is removed and added; pixels are compared by identity, not by content. */
export function differingImages(
  held: ReadonlyMap<string, EngineImage>,
  wanted: readonly EngineImage[],
): ImageDifference {
  const byId = new Map(wanted.map((image) => [image.id, image]));
  const removed: string[] = [];
  for (const [id, image] of held) {
    const now = byId.get(id);
    if (!now || !same(image, now)) removed.push(id);
  }
  const gone = new Set(removed);
  const added = wanted.filter((image) => !held.has(image.id) || gone.has(image.id));
  const order = [...[...held.keys()].filter((id) => !gone.has(id)), ...added.map(({ id }) => id)];
  return { removed, added, reordered: order.some((id, i) => id !== wanted[i].id) };
}

/**
 * Connected regions of a mask, 8-connected: `scipy.ndimage.label` with a full 3 x 3 structure. Two passes with union-find.
 * AUPRO weights each region by its size, so defects that touch only at a corner count as one.
 */

/** Labels 1..count in scan order of first appearance, 0 outside. `mask` `[height, width]`, non-zero inside. */
export function connectedComponents(
  mask: Uint8Array,
  width: number,
  height: number,
): { readonly labels: Int32Array; readonly count: number } {
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  const find = (a: number) => {
    while (parent[a] !== a) a = parent[a] = parent[parent[a]];
    return a;
  };
  /** The root of both regions, which are one now; 0 is none. */
  const join = (root: number, neighbour: number) => {
    if (neighbour === 0 || neighbour === root) return root;
    const other = find(neighbour);
    if (root === 0 || root === other) return other;
    const low = Math.min(root, other);
    parent[Math.max(root, other)] = low;
    return low;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (!mask[at]) continue;
      let root = x > 0 ? join(0, labels[at - 1]) : 0;
      if (y > 0) {
        if (x > 0) root = join(root, labels[at - width - 1]);
        root = join(root, labels[at - width]);
        if (x + 1 < width) root = join(root, labels[at - width + 1]);
      }
      if (root === 0) {
        root = parent.length;
        parent.push(root);
      }
      labels[at] = root;
    }
  const renamed = new Int32Array(parent.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0) continue;
    const root = find(labels[i]);
    labels[i] = renamed[root] || (renamed[root] = ++count);
  }
  return { labels, count };
}

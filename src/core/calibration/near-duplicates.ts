/**
 * Images that look like shots of one part: a few that lie far nearer to each other than to any other image. There is no limit of its own in it,
 * only the set's distances: a cluster (single linkage) counts where it holds together at half of the distance to its next neighbour, and at half of
 * what images of the set are usually apart. bench/results/calibration.md has what that finds. What only lies in a dense corner of the set is neither.
 */

/** Largest distance within, against the distance to the next image outside. */
const ISOLATED = 1 / 2;
/** Largest distance within, against the median over all images of the distance to the next that is not of their cluster. */
const CLOSE = 1 / 2;
/** A cluster of more than this part of the images is a kind of part, not a part. */
const LARGEST_PART = 0.25;
/** With fewer nobody knows what is usual. */
const FEWEST = 8;

interface Cluster {
  readonly members: readonly number[];
  /** Longest link that holds it together; 0 of a single image. */
  readonly within: number;
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/**
 * Sets of two images or more, in order. @param features `[n, d]`
 * @param onRow called before each row of distances: the time for others to go on
 */
export async function nearDuplicates(
  features: Float32Array,
  n: number,
  d: number,
  onRow: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<readonly (readonly number[])[]> {
  if (n < FEWEST) return [];
  const found = isolatedClusters(await spanningTree(features, n, d, onRow), n);
  const outside = new Float64Array(n);
  // Of an image in no cluster: its nearest neighbour. In a cluster: what the cluster is apart from the others.
  for (const { cluster, next } of found) for (const image of cluster.members) outside[image] = next;
  const usual = [...outside].sort((a, b) => a - b)[n >> 1];
  return found
    .map(({ cluster }) => cluster)
    .filter(({ members, within }) => members.length > 1 && within <= CLOSE * usual)
    .map(({ members }) => [...members].sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0]);
}

/** Prim's algorithm: the links of a minimum spanning tree, which hold all of single linkage. */
async function spanningTree(
  features: Float32Array,
  n: number,
  d: number,
  onRow: (done: number) => Promise<void>,
): Promise<readonly Link[]> {
  const nearest = new Float64Array(n).fill(Infinity);
  const from = new Int32Array(n).fill(-1);
  const left = new Set(Array.from({ length: n }, (_, i) => i));
  const links: Link[] = [];
  let last = 0;
  left.delete(0);
  while (left.size > 0) {
    await onRow(links.length / n);
    let next = -1;
    for (const image of left) {
      let square = 0;
      for (let k = 0; k < d; k++) square += (features[image * d + k] - features[last * d + k]) ** 2;
      const distance = Math.sqrt(square);
      if (distance < nearest[image]) {
        nearest[image] = distance;
        from[image] = last;
      }
      if (next < 0 || nearest[image] < nearest[next]) next = image;
    }
    links.push({ a: from[next], b: next, distance: nearest[next] });
    left.delete(next);
    last = next;
  }
  return links;
}

/** The largest isolated clusters, every other image as a cluster of its own, each with the distance to its next neighbour. */
function isolatedClusters(
  links: readonly Link[],
  n: number,
): readonly { readonly cluster: Cluster; readonly next: number }[] {
  const of: Cluster[] = Array.from({ length: n }, (_, image) => ({ members: [image], within: 0 }));
  const most = Math.max(2, LARGEST_PART * n);
  const best: { cluster: Cluster; next: number }[] = new Array<{ cluster: Cluster; next: number }>(n);
  for (const { a, b, distance } of [...links].sort((p, q) => p.distance - q.distance)) {
    for (const cluster of [of[a], of[b]]) {
      const { members, within } = cluster;
      const alone = members.length === 1;
      if (!alone && (members.length > most || !(within < ISOLATED * distance))) continue;
      const entry = { cluster, next: distance };
      for (const image of members) best[image] = entry;
    }
    const joined = { members: [...of[a].members, ...of[b].members], within: distance };
    for (const image of joined.members) of[image] = joined;
  }
  return [...new Set(best)];
}

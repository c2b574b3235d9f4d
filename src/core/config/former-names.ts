/** Settings whose name has changed: configurations, links and commands of before still have the old one. */
import { eachRow } from './rows/rows.ts';

const presentNames = new Map<string, string>();
eachRow((path, { formerly }) => formerly.forEach((old) => presentNames.set(old, path)));

/** The path of today for one of any time. */
export const presentPath = (path: string): string => presentNames.get(path) ?? path;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function take(root: Node, path: string): { parent: Node; name: string } | null {
  const keys = path.split('.');
  const name = keys.pop() as string;
  let node: unknown = root;
  for (const key of keys) node = isNode(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  return isNode(node) ? { parent: node, name } : null;
}

/** The same configuration with the names of today; what is no configuration is given back as it is. */
export function withPresentNames(value: unknown): unknown {
  if (!isNode(value)) return value;
  let copy: Node | null = null;
  for (const [old, path] of presentNames) {
    const from = take(value, old);
    if (!from || !Object.hasOwn(from.parent, from.name)) continue;
    copy ??= structuredClone(value);
    const to = take(copy, path);
    const source = take(copy, old);
    if (!to || !source) continue;
    if (!Object.hasOwn(to.parent, to.name)) to.parent[to.name] = source.parent[source.name];
    delete source.parent[source.name];
  }
  return copy ?? value;
}

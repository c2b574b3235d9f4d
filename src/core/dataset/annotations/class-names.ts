/** Names of classes that lie beside YOLO's numbers: `classes.txt`, `obj.names`, or `names:` of a `data.yaml`. A class may be called good. */
import { folders } from '../paths.ts';

const LISTS = /(^|\/)((predefined_)?classes|obj|labels?|names|class[_-]?names)\.(txt|names)$/i;
const YAML = /\.ya?ml$/i;

export const mayNameClasses = (path: string): boolean => LISTS.test(path) || YAML.test(path);

const plain = (name: string): string => name.trim().replace(/^(['"])(.*)\1$/, '$2');

/** `names: [a, b]`, or below it `- a` or `0: a`, a line each. */
function ofYaml(text: string): string[] {
  const inline = /^names\s*:\s*\[([^\]]*)\]/m.exec(text);
  if (inline) return inline[1].split(',').map(plain);
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => /^names\s*:\s*(#.*)?$/.test(line));
  const names: string[] = [];
  for (const line of at < 0 ? [] : lines.slice(at + 1)) {
    const item = /^\s*(?:-|(\d+)\s*:)\s+(.+?)\s*$/.exec(line);
    if (!item) break;
    names[item[1] === undefined ? names.length : Number(item[1])] = plain(item[2]);
  }
  return names;
}

/** Names by their numbers; empty for a text that gives none. */
export function readClassNames(path: string, text: string): string[] {
  if (YAML.test(path)) return ofYaml(text);
  const lines = text.split(/\r?\n/).map(plain);
  return lines.filter((line) => line !== '').some((line) => /\s-?\d|^\d+$/.test(line)) ? [] : lines;
}

/** Of the files that name classes, the one that lies nearest to a file: most folders in common. */
export function namesFor(
  path: string,
  lists: readonly { readonly path: string; readonly names: readonly string[] }[],
): readonly string[] {
  const own = folders(path);
  const common = (other: readonly string[]): number => {
    let count = 0;
    while (count < own.length && own[count] === other[count]) count++;
    return count;
  };
  let best: readonly string[] = [];
  let most = -1;
  for (const list of lists) {
    const count = common(folders(list.path));
    if (count > most) [best, most] = [list.names, count];
  }
  return best;
}

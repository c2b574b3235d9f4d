/** Memory of a browser's processes as the system accounts for it: proportional set sizes, in which shared pages count once. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ids of a process and all below it. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // The process has ended meanwhile.
    }
  }
  const tree = [root];
  for (let i = 0; i < tree.length; i++) {
    for (const [child, parent] of parents) if (parent === tree[i]) tree.push(child);
  }
  return tree;
}

/** Proportional set size in MiB, of each process and in all. The largest is that of the page. */
export function memoryMib(root: number): { all: number; largest: number; parts: string } {
  const sizes = processTree(root).map((pid) => {
    try {
      const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      return pss ? Number(pss[1]) / 1024 : 0;
    } catch {
      return 0;
    }
  });
  sizes.sort((a, b) => b - a);
  return {
    all: sizes.reduce((sum, size) => sum + size, 0),
    largest: sizes[0] ?? 0,
    parts: sizes.map((size) => size.toFixed(0)).join(' + '),
  };
}

/** What a browser's processes take, as the system accounts for it: memory (proportional set sizes, in which shared pages count once) and processor time. Linux only. */
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

/** Milliseconds of processor time that the processes below `root` have taken so far. */
export function processorMsBelow(root: number): number {
  const ticks = processTree(root)
    .slice(1)
    .map((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(fields[11]) + Number(fields[12]);
      } catch {
        return 0;
      }
    });
  // Linux counts a hundred to the second.
  return 10 * ticks.reduce((sum, own) => sum + own, 0);
}

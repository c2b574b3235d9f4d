/** A folder of the cache for each worker process of a machine: the first that no living process holds. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isFree(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(readFileSync(lock, 'utf8'));
  if (Number.isInteger(holder) && holder > 0 && isAlive(holder)) return false;
  rmSync(lock, { force: true });
  return isFree(lock);
}

/** `root/worker-1`, or the next; made when missing. `release` lets another process have it. */
export function takeOwnFolder(root: string): { readonly folder: string; release(): void } {
  for (let number = 1; ; number++) {
    const folder = join(root, `worker-${number}`);
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'lock');
    if (isFree(lock)) return { folder, release: () => rmSync(lock, { force: true }) };
  }
}

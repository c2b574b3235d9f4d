/** The page that the commands drive: built when it was never built. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../package-root.ts';

export { ROOT };

/** @throws Error when it cannot be built */
export function ensureBuilt(say: (line: string) => void): void {
  if (existsSync(join(ROOT, 'dist', 'index.html'))) return;
  say('Building the page (once) ...');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The page could not be built. "npm run build" shows why.');
}

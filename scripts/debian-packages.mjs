/** Installs Debian packages where this user may: what the tests need beside npm's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const mayInstall = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const apt = (args) =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // No package starts a service of its own: what is needed is started by the tests, on ports of their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });

let updated = false;

/** Says what it does; whether it worked is seen by looking for the programs. `recommended`: with what goes with them, as fonts. */
export function installPackages(names, { recommended }) {
  console.log(`Installing Debian packages: ${names.join(', ')} ...`);
  if (!updated) apt(['update', '-qq']);
  updated = true;
  apt(['install', '-y', '-qq', ...(recommended ? [] : ['--no-install-recommends']), ...names]);
}

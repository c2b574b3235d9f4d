/**
 * Finds a redis-server for grids over many machines and for their tests: REDIS_SERVER_PATH, or the system's. `findOrInstallRedis` installs
 * Debian's package when there is none and this user may; otherwise the message says what to do.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, mayInstall } from './debian-packages.mjs';

const NAMES = ['redis-server', 'valkey-server', 'redis-server.exe'];

const ADVICE =
  'No redis-server was found. Set REDIS_SERVER_PATH to one, or install it: on Debian and Ubuntu "apt-get install redis-server", ' +
  'on a Mac "brew install redis"; then try again.';

/** Path of a redis-server (or of valkey-server, which speaks the same), or null. */
export function locateRedis() {
  const asked = process.env.REDIS_SERVER_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`REDIS_SERVER_PATH is "${asked}", but there is no such file. Correct it or unset it.`);
  }
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ];
  const places = folders.filter(Boolean).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find((path) => existsSync(path)) ?? null;
}

/** Path of a redis-server. Throws with advice when there is none. */
export function findRedis() {
  const path = locateRedis();
  if (!path) throw new Error(ADVICE);
  return path;
}

/** As `findRedis`, but tries Debian's package first when there is none and this user may install one. */
export function findOrInstallRedis() {
  if (!locateRedis() && mayInstall()) installPackages(['redis-server'], { recommended: false });
  return findRedis();
}

/**
 * The packages that the page is made of: those of package.json that a source of the page imports. They are development dependencies, because the
 * built page holds them; an installed package needs only what its program runs on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IMPORT = /(?:from|import)\s*\(?\s*'([^'.][^']*)'/g;
const isSource = (name) => /\.(ts|tsx|css)$/.test(name) && !/\.test\.tsx?$|\/testing\/|\.d\.ts$/.test(name);

/** `@scope/name/file?url` to `@scope/name`. */
const packageOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');

/** Names to versions. */
export function pagePackages() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const known = { ...dependencies, ...devDependencies };
  const found = new Set();
  for (const name of readdirSync('src', { recursive: true }).filter((path) =>
    isSource(`/${path.replaceAll('\\', '/')}`),
  ))
    for (const [, path] of readFileSync(join('src', name), 'utf8').matchAll(IMPORT))
      found.add(packageOf(path));
  return Object.fromEntries(
    Object.entries(known)
      .filter(([name]) => found.has(name))
      .sort(),
  );
}

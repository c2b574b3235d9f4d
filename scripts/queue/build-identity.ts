/**
 * What must be the same at the server of a grid and at its workers: the built page, and the sources that turn its run into files. Where one
 * byte differs, figures may; such a worker is refused.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface BuildIdentity {
  /** Of package.json. */
  readonly version: string;
  /** 12 hexadecimal digits. */
  readonly id: string;
}

const isText = /\.(ts|js|mjs|css|html|json|svg|webmanifest)$/;

function* filesBelow(root: string, folder: string): Generator<readonly [name: string, path: string]> {
  if (!existsSync(join(root, folder))) return;
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(root, path).split(sep).join('/'), path] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  yield* found;
}

/** @param root the folder of package.json; the page must have been built */
export function buildIdentity(root: string): BuildIdentity {
  const hash = createHash('sha256');
  for (const folder of ['dist', 'src/core', 'scripts/experiment', 'scripts/queue']) {
    for (const [name, path] of filesBelow(root, folder)) {
      const content = readFileSync(path);
      // A checkout on Windows may end its lines otherwise.
      hash
        .update(`${name}\n`)
        .update(isText.test(name) ? content.toString('utf8').replaceAll('\r\n', '\n') : content);
    }
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return { version, id: hash.update(version).digest('hex').slice(0, 12) };
}

/** The folder of package.json: of the repository where the commands run from their sources, of the installed package where they are compiled. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('package.json is missing: install the package again.');
  return rootAbove(above);
}

export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

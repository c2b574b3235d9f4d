/**
 * Types of the whole tree, then of `src/core` by itself, which knows neither DOM nor Node. TypeScript's native compiler does it in a sixth of the
 * time; the one written in JavaScript stays, as lint asks it questions. Run by `npm run types`.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('native-typescript/package.json')),
  'bin/tsc',
);

let failed = 0;
for (const project of ['tsconfig.json', 'src/core/tsconfig.json'])
  failed ||= spawnSync(process.execPath, [compiler, '--project', project], { stdio: 'inherit' }).status ?? 1;
process.exit(failed);

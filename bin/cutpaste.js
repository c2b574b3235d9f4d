#!/usr/bin/env node
/** The program `cutpaste` of an installed package: what `npm run build` compiled from scripts/cutpaste.ts into program/. */
import { existsSync } from 'node:fs';

const compiled = new URL('../program/cutpaste.js', import.meta.url);
if (existsSync(compiled)) await import(compiled.href);
else {
  console.error(
    'This package was packed before it was built, so it has no program in it. In the repository: npm run build, then npm pack, and install that file.',
  );
  process.exitCode = 1;
}

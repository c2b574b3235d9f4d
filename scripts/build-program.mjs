/**
 * Compiles the program `cutpaste` into `program/`, for the package: plain JavaScript that Node runs without the sources. What package.json names as a
 * dependency stays outside; anything else that it reaches would be missing where the package is installed, so that is an error.
 */
import { readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'vite';

const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const outside = Object.keys({ ...dependencies, ...optionalDependencies });
const isOutside = (id) => isBuiltin(id) || outside.some((name) => id === name || id.startsWith(`${name}/`));

/** What is bundled comes from this repository alone. */
const onlyOwn = {
  name: 'only-own',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) => Object.entries(part.modules ?? {}));
    for (const [id, { renderedLength }] of modules)
      if (renderedLength > 0 && id.includes('/node_modules/'))
        this.error(`${id} is not among the dependencies of package.json, which an installed package has.`);
  },
};

rmSync('program', { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [onlyOwn],
  ssr: { noExternal: true },
  build: {
    ssr: 'scripts/cutpaste.ts',
    outDir: 'program',
    target: 'node20',
    minify: false,
    rollupOptions: {
      external: isOutside,
      output: { entryFileNames: 'cutpaste.js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});

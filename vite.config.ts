import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { certificates } from './scripts/build/certificates.ts';
import { contentSecurityPolicy } from './scripts/build/content-security-policy.ts';
import { noteLicences, writeLicences } from './scripts/build/licences.ts';
import { offline } from './scripts/build/offline.ts';

/** Cross-origin isolation: shared memory, and with it several WASM threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * TensorFlow.js starts the threads of its WASM build from the text of a function (`toString()`). Once minified, that text refers to a
 * variable outside itself (`_scriptDir`, which is not needed there) and every thread fails: the reference is taken out.
 */
const selfContainedWasmThreads: Plugin = {
  name: 'self-contained-wasm-threads',
  transform(code, id) {
    if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
    const changed = code
      .replace('if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', '')
      .replace('Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]');
    if (changed === code)
      this.error('tfjs-backend-wasm has changed: look at selfContainedWasmThreads again.');
    return { code: changed, map: null };
  },
};

/**
 * What a worker's lazily loaded parts share with it must not lie in the worker's own file: WebKit runs a worker's file once more where a
 * module imports it, and a second engine then answers beside the first. Vite sets the option itself, and only a hook comes after that.
 */
const workersAreNotImported: Plugin = {
  name: 'workers-are-not-imported',
  options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
};

/** Also where the browser is told that its copy is still good (304): WebKit takes a worker's isolation from that answer. */
const isolatedAnswers: Plugin = {
  name: 'isolated-answers',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((_request, response, next) => {
      for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
      next();
    });
  },
};

/** Of KaTeX's fonts only WOFF2 is kept, which every browser that runs this page reads; the others would treble what is stored offline. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!/katex(\.min)?\.css/.test(id)) return null;
    return { code: code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, ''), map: null };
  },
};

/** Unit tests whose files may share modules; those that are named replace modules or globals by their own. */
const SHARING = [
  'src/core/**/*.test.ts',
  'src/{offline,services,store}/**/!(added-grid|keeping|lesson-slice|never-lost|opening).test.ts',
];

export default defineConfig({
  base: './',
  plugins: [
    react(),
    onlyWoff2,
    contentSecurityPolicy,
    isolatedAnswers,
    noteLicences(),
    writeLicences,
    offline(),
  ],
  server: { headers: isolation },
  // A class opens the page by whatever name the teacher's machine has there.
  // `TLS_CERT=cert.pem TLS_KEY=key.pem npm start -- --host`: over https browsers give a class all that they have.
  preview: { allowedHosts: true, https: certificates(process.env) },
  worker: {
    format: 'es',
    plugins: () => [selfContainedWasmThreads, workersAreNotImported, noteLicences()],
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 2000, manifest: true },
  test: {
    testTimeout: 60_000,
    // Vitest leaves a core to others by itself; on two cores that is half the machine.
    maxWorkers: '100%',
    projects: [
      {
        // Functions of their arguments, and stores that each test makes for itself: files share a worker's modules, which saves importing them
        // file by file.
        extends: true,
        test: { name: 'shared', include: SHARING, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...SHARING, '**/node_modules/**'],
        },
      },
    ],
  },
});

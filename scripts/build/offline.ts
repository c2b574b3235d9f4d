/**
 * The build's part of offline use: the web app manifest, the service worker from `src/offline/sw.ts` with the list of all files, and
 * `download-size.json`, which says what a visitor downloads.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { VitePWA } from 'vite-plugin-pwa';
import { LICENCES_FILE } from './licences.ts';
import type { DownloadSize } from '../../src/services/offline/messages.ts';

const OUT = 'dist';
const SIZE_FILE = 'download-size.json';
/** KaTeX brings each font three times; browsers take the woff2. */
const FILES = ['**/*.{js,css,html,wasm,json,bin,svg,png,woff2,webmanifest}'];
/** Fetched when a detector is saved as ONNX, not kept for use without a network: 14 MB. */
const ON_DEMAND = 'assets/ort-wasm-*.wasm';
const LARGEST_FILE_BYTES = 32 * 2 ** 20;

interface Entry {
  readonly url: string;
  readonly size: number;
}

async function measure(entries: readonly Entry[]): Promise<DownloadSize['app']> {
  let compressed = 0;
  for (const { url } of entries) compressed += gzipSync(await readFile(`${OUT}/${url}`)).length;
  return { files: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0), compressed };
}

/** Writes the file and returns its own entry, so that it is there without a network too. */
async function writeSizes(entries: readonly Entry[]): Promise<Entry & { revision: string }> {
  const isBackbone = ({ url }: Entry) => url.startsWith('backbones/');
  const size: DownloadSize = {
    app: await measure(entries.filter((entry) => !isBackbone(entry))),
    backbone: await measure(entries.filter(isBackbone)),
  };
  const text = JSON.stringify(size);
  await writeFile(`${OUT}/${SIZE_FILE}`, text);
  const revision = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { url: SIZE_FILE, revision, size: text.length };
}

export const offline = () =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'sw.ts',
    injectRegister: false,
    includeAssets: [],
    manifest: {
      id: './',
      name: 'CutPaste Playground',
      short_name: 'CutPaste',
      description: 'Learn, try and judge CutPaste anomaly detection in the browser.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#fbfbfa',
      theme_color: '#005a8c',
      icons: [
        { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    injectManifest: {
      globPatterns: [...FILES, LICENCES_FILE],
      globIgnores: ['.vite/**', 'sw.js', SIZE_FILE, ON_DEMAND],
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: LARGEST_FILE_BYTES,
      manifestTransforms: [
        async (entries) => {
          const sizes = await writeSizes(entries);
          return { manifest: [...entries, sizes], warnings: [] };
        },
      ],
    },
  });

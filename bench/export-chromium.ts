/** What an exported ONNX detector says of files in Chromium: onnxruntime-web on WebAssembly, through the modules that go home with it. */
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';
import { serveFolder } from '../scripts/experiment/server.ts';

/** What was found, or why the file was not scored. */
export type InChromium =
  | { readonly refused: string }
  | { readonly score: number; readonly anomalous: boolean; readonly map: Float32Array };

/** `folder`: the unpacked archive. `data`: where the files lie. `names`: below it. */
export async function scoreInChromium(
  folder: string,
  data: string,
  names: readonly string[],
): Promise<InChromium[]> {
  const own = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage();
    // Everything under one address, as where the folder is served.
    for (const [path, root] of [
      ['data', data],
      ['node_modules', resolve('node_modules')],
    ])
      await page.route(`**/${path}/**`, (route) =>
        route.fulfill({ path: join(root, new URL(route.request().url()).pathname.slice(path.length + 2)) }),
      );
    await page.goto(own.url);
    const found: InChromium[] = [];
    for (const name of names) {
      const result = await page.evaluate(async (path) => {
        const scope = window as unknown as {
          opened?: Promise<{
            detector: {
              score(image: object): Promise<{ map: Float32Array; score: number; anomalous: boolean }>;
            };
            rgbOf(image: object): object;
            readImage(file: Blob, canvas: OffscreenCanvas): Promise<object>;
          }>;
        };
        scope.opened ??= (async () => {
          // No inner function has a name: tsx would wrap it in a helper that the page does not know.
          const [runtime, { openDetector: open, rgbOf }, { readImage }] = await Promise.all(
            [
              'node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs',
              'detector.mjs',
              'web-images.mjs',
            ].map((module) => import(new URL(module, location.href).href)),
          );
          const model = new Uint8Array(await (await fetch('detector.onnx')).arrayBuffer());
          return { detector: await open(runtime, model, { executionProviders: ['wasm'] }), rgbOf, readImage };
        })();
        const { detector, rgbOf, readImage } = await scope.opened;
        const file = await (await fetch(path)).blob();
        const image = await readImage(file, new OffscreenCanvas(1, 1)).catch((error: Error) => error.message);
        if (typeof image === 'string') return { refused: image };
        const { score, anomalous, map } = await detector.score(rgbOf(image));
        let binary = '';
        const bytes = new Uint8Array(map.buffer, map.byteOffset, map.byteLength);
        for (let i = 0; i < bytes.length; i += 32_768)
          binary += String.fromCharCode(...bytes.subarray(i, i + 32_768));
        return { score, anomalous, map: btoa(binary) };
      }, `data/${name}`);
      if (result.refused !== undefined) found.push({ refused: result.refused });
      else {
        const { score, anomalous, map } = result as { score: number; anomalous: boolean; map: string };
        const bytes = Uint8Array.from(Buffer.from(map, 'base64'));
        found.push({ score, anomalous, map: new Float32Array(bytes.buffer) });
      }
    }
    return found;
  } finally {
    await browser.close();
    await own.close();
  }
}

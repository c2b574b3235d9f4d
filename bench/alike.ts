/**
 * `npx tsx bench/alike.ts --data FOLDER,...`: are shots of one part found? A tenth of the normal training images is photographed again (3 % brighter,
 * moved by 2 and 1 px, noise of two grey levels on both shots) among the others; the table has the share of these pairs that is offered, and what is
 * offered of the images as they are. Node, WASM, one thread.
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveFolder } from '../scripts/experiment/server.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import { createRandom } from '../src/core/random/random.ts';
import { createEngine } from '../src/engine/session/engine.ts';
import type { EngineImage } from '../src/worker/protocol.ts';
import { readImages, SIZE } from './normal-images.ts';

const { values: options } = parseArgs({ options: { data: { type: 'string', default: '' } } });
const server = await serveFolder(fileURLToPath(new URL('../public', import.meta.url)));
const engine = createEngine({ wasmThreads: 1, baseUrl: `${server.url}/` });
await engine.initialise('wasm', () => undefined);

type Shot = 'as it is' | 'brighter' | 'moved';
const SHOTS: readonly Shot[] = ['brighter', 'moved'];

/** The picture as a camera would take it, with its noise; `as it is` is the first shot. */
function shot(pixels: Uint8Array, kind: Shot, image: number): Uint8Array {
  const random = createRandom(image, 'alike-bench', kind);
  const [dx, dy] = kind === 'moved' ? [2, 1] : [0, 0];
  const gain = kind === 'brighter' ? 1.03 : 1;
  const within = (at: number) => Math.min(SIZE - 1, Math.max(0, at));
  return Uint8Array.from(pixels, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % SIZE, Math.floor(i / 3 / SIZE)];
    const from = (within(y + dy) * SIZE + within(x + dx)) * 3 + (i % 3);
    return Math.round(Math.min(255, Math.max(0, gain * pixels[from] + 2 * random.normal())));
  });
}

async function find(images: readonly { id: string; pixels: Uint8Array }[]) {
  await engine.setImages(
    images.map(({ id, pixels }): EngineImage => ({
      ...{ id, role: 'train', label: 'normal', pixels, mask: null },
    })),
  );
  return engine.findAlike(PRESETS.quick);
}

console.log('| set | normal images | offered as they are | shots | pairs found | others offered |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const folder of options.data.split(',').filter(Boolean)) {
  const normals = (await readImages(folder, ['train/good'])).map(({ path, pixels }) => ({
    id: path,
    pixels,
  }));
  const found = await find(normals);
  const told = found.map((set) => set.map((id) => basename(id)).join(' + ')).join('; ') || 'none';
  const chosen = createRandom(0, 'alike-bench')
    .shuffle(normals.map((_, i) => i))
    .slice(0, Math.max(3, Math.round(normals.length / 10)));
  for (const kind of SHOTS) {
    const noisy = normals.map(({ id, pixels }, i) => ({ id, pixels: shot(pixels, 'as it is', i) }));
    const again = chosen.map((i) => ({ id: `again ${i}`, pixels: shot(normals[i].pixels, kind, i) }));
    const sets = await find([...noisy, ...again]);
    const pairs = chosen.filter((i) =>
      sets.some((set) => set.includes(normals[i].id) && set.includes(`again ${i}`)),
    );
    const others = sets.filter((set) => !set.some((id) => id.startsWith('again ')));
    console.log(
      `| ${basename(folder)} | ${normals.length} | ${kind === SHOTS[0] ? told : ''} | ${kind} | ${pairs.length} of ${chosen.length} | ${others.length} |`,
    );
  }
}
process.exit(0);

/**
 * `npx tsx bench/locations.ts --data SOURCE,SOURCE,...`: ImageNet's features without training, scored by pooled features, by locations and by both: image AUROC
 * and pixel AUROC of each set (a folder as in MVTec AD, or a sample's name) and the means. Node, WASM, one thread; the code of the page.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PRESETS } from '../src/core/config/presets.ts';
import { withParameter } from '../src/core/config/update.ts';
import { auroc } from '../src/core/metrics/roc.ts';
import { startBackend } from '../src/engine/backend/start.ts';
import { createJob } from '../src/engine/inference/job.ts';
import { EfficientNet } from '../src/engine/models/efficientnet/efficientnet.ts';
import { decodeWeights } from '../src/engine/models/efficientnet/weights-file.ts';
import { PretrainedBaseline } from '../src/engine/pretrained/baseline.ts';
import { embedPretrained } from '../src/engine/pretrained/embed-pretrained.ts';
import type { FeatureNet, PretrainedEmbedding } from '../src/engine/pretrained/feature-net.ts';
import { SIZE } from './normal-images.ts';
import { printTable } from './over-sets.ts';
import { readLabelled } from './recipes/labelled-images.ts';

const KINDS = ['pooled', 'locations', 'both'] as const;

const { values } = parseArgs({ options: { data: { type: 'string', default: 'hex-nuts' } } });
await startBackend('wasm', { wasmThreads: 1 }, () => undefined);
const file = (ending: string) =>
  readFileSync(new URL(`../public/backbones/efficientnet-b0.${ending}`, import.meta.url));
const description: unknown = JSON.parse(file('json').toString());
const network = new EfficientNet(decodeWeights(description, Uint8Array.from(file('bin')).buffer));

/** Every image goes through the network once, whatever is asked of it. */
function remembering(): FeatureNet {
  const known = new Map<Uint8Array, PretrainedEmbedding>();
  return {
    embed: async (image) => {
      const embedding = known.get(image.data) ?? (await embedPretrained(network, image));
      known.set(image.data, embedding);
      return embedding;
    },
    dispose: () => known.clear(),
  };
}

const three = (value: number | null | undefined): string => value?.toFixed(3) ?? '-';
const rows: string[][] = [];
const sums = KINDS.map(() => [0, 0, 0]);
for (const source of values.data.split(',')) {
  const { name, images } = await readLabelled(source, 0);
  const of = (role: string) => images.filter((image) => image.role === role);
  const anomalous = new Set(images.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
  const net = remembering();
  const baseline = new PretrainedBaseline(() => Promise.resolve(net));
  const cells = [name];
  for (const [i, kind] of KINDS.entries()) {
    const { testIds, testScores, pixel } = await baseline.measure({
      config: withParameter(PRESETS.pretrained, 'evaluation.noTraining', kind),
      train: of('train'),
      calibration: of('calibration'),
      test: of('test'),
      imageSizePx: SIZE,
      turn: (work) => work(),
      job: createJob(
        () => undefined,
        () => false,
      ),
      onScores: () => undefined,
    });
    const image = auroc(
      testScores,
      Uint8Array.from(testIds, (id) => (anomalous.has(id) ? 1 : 0)),
    );
    cells.push(`${three(image)} / ${three(pixel?.auroc)}`);
    sums[i][0] += image ?? 0;
    if (pixel) sums[i] = [sums[i][0], sums[i][1] + pixel.auroc, sums[i][2] + 1];
  }
  rows.push(cells);
  console.error(cells.join(' | '));
}
rows.push([
  'mean',
  ...sums.map(([image, pixel, masks]) => `${three(image / rows.length)} / ${three(pixel / masks)}`),
]);
printTable(['image / pixel AUROC', ...KINDS], rows);
process.exit(0);

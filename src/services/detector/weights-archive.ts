/** The weights of a run as one archive: safetensors, the PyTorch twin that reads them, and five images with embeddings that prove it. */
import { strToU8, type Zippable } from 'fflate';
import { weightsFile } from '../../core/detector/weights/pytorch-weights.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { encodePng } from '../../core/export/png.ts';
import type { PackDetectorRequest } from './protocol.ts';
import { sumsOf } from './sums.ts';
import checkSums from './take-home-onnx/check_sums.py?raw';
import network from './take-home-pytorch/network.py?raw';
import toPytorch from './take-home-pytorch/to_pytorch.py?raw';

export function weightsArchive({ parts, documents, metadata, checkpoint }: PackDetectorRequest): Zippable {
  if (!checkpoint) throw new PlaygroundError('export-failed', 'There are no weights. Nothing was exported.');
  const data: Record<string, string | Uint8Array> = {
    'model.safetensors': weightsFile(checkpoint, metadata),
  };
  const side = parts.imageSizePx;
  const images = parts.golden.map(({ pixels, embedded }, i) => {
    const file = `golden/${i + 1}.png`;
    data[file] = encodePng(side, side, 3, pixels);
    return { file, sidePx: embedded.sidePx, embedding: Array.from(embedded.features) };
  });
  data['golden.json'] = `${JSON.stringify({ version: 1, step: checkpoint.step, images })}\n`;
  const files = {
    ...data,
    SHA256SUMS: sumsOf(data),
    'network.py': network,
    'to_pytorch.py': toPytorch,
    'check_sums.py': checkSums,
    'requirements.txt': 'torch\nnumpy\npillow\n',
    ...documents,
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      // Weights and pictures hardly shrink.
      typeof content === 'string' ? [strToU8(content), { level: 6 }] : [content, { level: 0 }],
    ]),
  );
}

/** Writes the archive of a detector off the page's thread: a ResNet-18 takes 45 MB. An ONNX file is tried before it is handed over. */
import { zipSync } from 'fflate';
import { serve } from '../worker-serve.ts';
import { checkOnnx } from './check-onnx.ts';
import { detectorArchive } from './detector-archive.ts';
import { onnxArchive, onnxFile } from './onnx-archive.ts';
import { weightsArchive } from './weights-archive.ts';
import type { PackDetectorRequest, PackedDetector } from './protocol.ts';

async function pack(request: PackDetectorRequest): Promise<PackedDetector> {
  if (request.format === 'tfjs') return { archive: zip(detectorArchive(request)), check: null };
  if (request.format === 'safetensors') return { archive: zip(weightsArchive(request)), check: null };
  const model = onnxFile(request);
  const check = await checkOnnx(model, request.parts);
  return { archive: zip(onnxArchive(request, model)), check };
}

const zip = (files: Parameters<typeof zipSync>[0]) => zipSync(files) as Uint8Array<ArrayBuffer>;

serve<PackDetectorRequest, PackedDetector>(pack, ({ archive }) => [archive.buffer]);

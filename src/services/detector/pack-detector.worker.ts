/** Writes the archive of a detector off the page's thread: a ResNet-18 takes 45 MB. */
import { zipSync } from 'fflate';
import { serve } from '../worker-serve.ts';
import { detectorArchive } from './detector-archive.ts';
import type { PackDetectorRequest } from './pack-detector.ts';

serve<PackDetectorRequest, Uint8Array<ArrayBuffer>>(
  (request) => zipSync(detectorArchive(request)) as Uint8Array<ArrayBuffer>,
  (archive) => [archive.buffer],
);

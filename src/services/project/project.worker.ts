/** Packs and opens project files off the page's thread: checksums, PNG and weights of a ResNet-18 take seconds. */
import type { KeptEvaluation } from '../../core/project/content.ts';
import { toErrorReport } from '../../core/errors.ts';
import { ProjectPacker } from '../../core/project/pack.ts';
import { serve } from '../worker-serve.ts';
import { openArchive } from './open-archive.ts';
import type { ProjectRequest, ProjectResponse } from './protocol.ts';

/** Written so far; a Blob lets the browser keep it on disk. */
let pieces: BlobPart[] = [];
const packer = new ProjectPacker((piece) => pieces.push(piece));
const evaluations: KeptEvaluation[] = [];
const weights: Float32Array[] = [];

/** Small pieces become a Blob together from time to time. */
function settle(): void {
  if (pieces.length > 200) pieces = [new Blob(pieces)];
}

async function answer(request: ProjectRequest): Promise<ProjectResponse> {
  switch (request.kind) {
    case 'pixels':
      packer.addPixels(request.index, request.pixels);
      settle();
      return { kind: 'taken' };
    case 'evaluation':
      evaluations.push(request.evaluation);
      return { kind: 'taken' };
    case 'tensor':
      weights.push(request.data);
      return { kind: 'taken' };
    case 'finish': {
      const { run } = request.outline;
      packer.finish({ ...request.outline, run: run && { ...run, evaluations } }, weights);
      return { kind: 'archive', archive: new Blob(pieces, { type: 'application/zip' }) };
    }
    case 'open': {
      const { entries, ...project } = await openArchive(request.file);
      return { kind: 'opened', project, entries };
    }
  }
}

serve<ProjectRequest, ProjectResponse>(
  (request) => answer(request).catch((error) => ({ kind: 'failed', report: toErrorReport(error) })),
  () => [],
);

/** A decode worker: lists archives, recognises layouts, decodes images. The page's thread does none of it. */
import { recogniseLayout } from '../../core/dataset/layout.ts';
import { listArchive } from '../files/file-source.ts';
import { listTar } from '../files/tar-file.ts';
import { serve, type Working } from '../worker-serve.ts';
import { findAnnotations } from './annotations.ts';
import { decodeFile, decodeRegion, probeFile } from './decode-file.ts';
import { decodeOriginal } from './original.ts';
import type { WorkerRequest, WorkerResponse } from './protocol.ts';

async function handle(request: WorkerRequest, working: Working): Promise<WorkerResponse> {
  switch (request.kind) {
    case 'image':
      return decodeFile(request);
    case 'probe':
      return probeFile(request.source);
    case 'region':
      return decodeRegion(request.source, request.sizePx, request.fit);
    case 'original':
      return decodeOriginal(request);
    case 'list':
      return { kind: 'list', entries: await listArchive(request.file) };
    case 'tar':
      return { kind: 'tar', entries: await listTar(request.file, request.packing, working) };
    case 'annotations':
      return { kind: 'annotations', ...(await findAnnotations(request.paths, request.sources)) };
    case 'plan':
      return { kind: 'plan', layout: recogniseLayout(request.paths, request.options) };
    default:
      return request satisfies never;
  }
}

serve<WorkerRequest, WorkerResponse>(handle, (response) => {
  if (response.kind === 'probe') return response.thumbnail ? [response.thumbnail.buffer] : [];
  if (response.kind === 'original') return 'levels' in response.original ? response.original.levels : [];
  if (response.kind !== 'image') return [];
  const buffers: ArrayBufferLike[] = [];
  if (response.image && 'pixels' in response.image) buffers.push(response.image.pixels.buffer);
  if (response.mask) buffers.push(response.mask.buffer);
  return buffers;
});

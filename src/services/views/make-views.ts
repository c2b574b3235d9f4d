/** Single views of a batch by the very functions that make the batch; runs in the worker and in tests. */
import { drawBatch, renderSource, renderView } from '../../core/augment/batch.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { ViewsReply, ViewsRequest } from './protocol.ts';

export function makeViews(request: ViewsRequest): ViewsReply {
  if (request.kind === 'draw') {
    const { imageCount, imageSizePx, config, step, places } = request;
    const all = drawBatch(imageCount, imageSizePx, config, step);
    return { kind: 'draw', draws: places.map((place) => all[place]) };
  }
  const images: RgbImage[] = [];
  for (const [index, image] of request.images) images[index] = image;
  const views = request.draws.map((draw) =>
    renderView(images, draw, renderSource(images, draw), request.pasteBeforeResize),
  );
  return { kind: 'render', views };
}

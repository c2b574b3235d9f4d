/** Single views of a batch by the very functions that make the batch; runs in the worker and in tests. */
import { settleView, traceView } from '../../core/augment/apply.ts';
import { drawBatch, renderSource, renderView } from '../../core/augment/batch.ts';
import { boxesOf } from '../../core/augment/edit.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { TracedView, ViewsReply, ViewsRequest } from './protocol.ts';

/** @throws Error where the view is not a patch that was cut out and pasted. */
function traceOf(request: Extract<ViewsRequest, { kind: 'trace' }>): TracedView {
  const { image, config, step, place } = request;
  const draw = drawBatch(1, image.width, config, step)[place];
  const source = renderSource([image], draw);
  const view = settleView(source, draw.view, undefined);
  const { cut, paste } = boxesOf(view);
  const trace = traceView(source, view);
  const stepOf = (name: 'cut' | 'jittered') => trace.steps().find((made) => made.name === name)?.image;
  const [patch, jittered] = [stepOf('cut'), stepOf('jittered')];
  if (!cut || !paste || !patch || !jittered) throw new Error('This view has no patch.');
  return { cut, paste, patch, jittered, result: trace.result };
}

export function makeViews(request: ViewsRequest): ViewsReply {
  if (request.kind === 'draw') {
    const { imageCount, imageSizePx, config, step, places } = request;
    const all = drawBatch(imageCount, imageSizePx, config, step);
    return { kind: 'draw', draws: places.map((place) => all[place]) };
  }
  if (request.kind === 'trace') return { kind: 'trace', trace: traceOf(request) };
  const images: RgbImage[] = [];
  for (const [index, image] of request.images) images[index] = image;
  const views = request.draws.map((draw) =>
    renderView(images, draw, renderSource(images, draw), request.pasteBeforeResize),
  );
  return { kind: 'render', views };
}

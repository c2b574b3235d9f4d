/** Puts the bands of a large picture together and writes it as a file, off the page's thread. */
import { toErrorReport } from '../../core/errors.ts';
import type { BandReply, BandRequest } from './svg-picture.ts';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<BandRequest>) => void) | null;
  postMessage(reply: BandReply): void;
};

let sheet: OffscreenCanvas | null = null;

async function answer(request: BandRequest): Promise<BandReply> {
  if (request.type === 'start') {
    sheet = new OffscreenCanvas(request.width, request.height);
    return { type: 'ready' };
  }
  const context = sheet?.getContext('2d');
  if (!sheet || !context) throw new Error('This browser has no memory for so large a picture.');
  if (request.type === 'finish') return { type: 'done', blob: await sheet.convertToBlob(request.options) };
  context.drawImage(request.bitmap, 0, request.top);
  request.bitmap.close();
  return { type: 'ready' };
}

scope.onmessage = ({ data }) => {
  answer(data).then(
    (reply) => scope.postMessage(reply),
    (error: unknown) => scope.postMessage({ type: 'failed', message: toErrorReport(error).message }),
  );
};

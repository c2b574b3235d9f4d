/** The text of a QR code in a photo, read by a worker of its own; null where there is none that can be read. */

/** Larger photos are made smaller: a code that fills a third of the picture still has several pixels a cell. */
const SIDE_PX = 1200;

export async function readQrCode(photo: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(photo).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const pixels = context?.getImageData(0, 0, canvas.width, canvas.height);
  if (!pixels) return null;
  const worker = new Worker(new URL('./read-qr.worker.ts', import.meta.url), {
    type: 'module',
    name: 'read-qr',
  });
  return new Promise<string | null>((resolve) => {
    worker.onerror = () => resolve(null);
    worker.onmessage = ({ data }: MessageEvent<string | null>) => resolve(data);
    worker.postMessage(pixels, [pixels.data.buffer]);
  }).finally(() => worker.terminate());
}

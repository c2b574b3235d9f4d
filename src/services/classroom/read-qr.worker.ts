/** Finds and reads a QR code off the page's thread. */
import decodeQr from 'qr/decode.js';

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ImageData>) => void) | null;
  postMessage(text: string | null): void;
};

scope.onmessage = ({ data: { width, height, data } }) => {
  try {
    scope.postMessage(decodeQr({ width, height, data }));
  } catch {
    // No code in the picture, or none that can be read.
    scope.postMessage(null);
  }
};

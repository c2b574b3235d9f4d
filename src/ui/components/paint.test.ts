import { describe, expect, it } from 'vitest';
import { createImage } from '../../core/image/rgb.ts';
import { paint } from './paint.ts';

/** A canvas that keeps what is put on it. */
function recordingCanvas() {
  const put: { data: Uint8ClampedArray; x: number; y: number }[] = [];
  const context = {
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(width * height * 4) }),
    putImageData: ({ data }: { data: Uint8ClampedArray }, x: number, y: number) => put.push({ data, x, y }),
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  return { canvas, put };
}

describe('paint', () => {
  const image = createImage(2, 1, Uint8Array.of(1, 2, 3, 254, 255, 0));

  it('puts every byte on the canvas, opaque', () => {
    const { canvas, put } = recordingCanvas();
    paint(canvas as unknown as HTMLCanvasElement, image);
    expect([canvas.width, canvas.height]).toEqual([2, 1]);
    expect(put).toEqual([{ data: Uint8ClampedArray.of(1, 2, 3, 255, 254, 255, 0, 255), x: 0, y: 0 }]);
  });

  it('takes alpha where given', () => {
    const { canvas, put } = recordingCanvas();
    paint(canvas as unknown as HTMLCanvasElement, image, Uint8Array.of(0, 255));
    expect([put[0].data[3], put[0].data[7]]).toEqual([0, 255]);
  });
});

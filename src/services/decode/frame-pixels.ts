/**
 * Pixels of a decoded picture without a canvas: a video frame lends them, and they are copied once, which is some eight times as quick as drawing and
 * reading back. Used only where a small picture shows that this browser gives the same bytes both ways; a picture that is not opaque is left to
 * the canvas, which lays it over black.
 */

/** Larger pictures come in bands from a canvas: 16 MB of RGBA. */
const MOST_PIXELS = 2 ** 22;

/** Where red and blue stand in a frame's pixels; null for other formats. */
type Order = 'rgb' | 'bgr' | null;

function orderOf(format: VideoPixelFormat | null): Order {
  if (format === 'RGBA' || format === 'RGBX') return 'rgb';
  return format === 'BGRA' || format === 'BGRX' ? 'bgr' : null;
}

/** Red first, in place. Returns whether all pixels are opaque. */
export function toRgba(pixels: Uint32Array, order: 'rgb' | 'bgr'): boolean {
  let all = -1;
  if (order === 'rgb') for (let i = 0; i < pixels.length; i++) all &= pixels[i];
  else {
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i] | 0;
      all &= pixel;
      pixels[i] = (pixel & 0xff00ff00) | ((pixel >>> 16) & 0xff) | ((pixel & 0xff) << 16);
    }
  }
  return all >>> 24 === 255;
}

/** Kept for the next picture, since most are of one size. */
let spare: Uint32Array | null = null;

export interface FramePixels {
  /** RGBA, row-major. */
  readonly data: Uint8Array;
  /** Gives the memory back. */
  readonly close: () => void;
}

async function copyFrame(bitmap: ImageBitmap): Promise<FramePixels | null> {
  const { width, height } = bitmap;
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const order = orderOf(frame.format);
    const same = frame.visibleRect?.width === width && frame.visibleRect.height === height;
    if (order === null || !same) return null;
    const pixels = spare?.length === width * height ? spare : new Uint32Array(width * height);
    spare = null;
    const [plane] = await frame.copyTo(pixels, { layout: [{ offset: 0, stride: width * 4 }] });
    const opaque = plane.offset === 0 && plane.stride === width * 4 && toRgba(pixels, order);
    const close = (): void => {
      spare = pixels;
    };
    if (opaque) return { data: new Uint8Array(pixels.buffer), close };
    close();
    return null;
  } finally {
    frame.close();
  }
}

/** Sides of the picture that is tried; odd, so that padded rows would show. */
const TRIED = { width: 19, height: 7 };

async function tryFrames(): Promise<boolean> {
  try {
    const { width, height } = TRIED;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) return false;
    const drawn = context.createImageData(width, height);
    for (let i = 0; i < drawn.data.length; i++) drawn.data[i] = i % 4 === 3 ? 255 : (i * 67) & 255;
    context.putImageData(drawn, 0, 0);
    for (const type of ['image/png', 'image/jpeg']) {
      const bitmap = await createImageBitmap(await canvas.convertToBlob({ type }), {
        colorSpaceConversion: 'none',
      });
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const frame = await copyFrame(bitmap);
      bitmap.close();
      if (!frame?.data.every((value, i) => value === data[i])) return false;
    }
    return true;
  } catch {
    return false;
  }
}

let usable: Promise<boolean> | null = null;

/** Pixels of an opaque picture of moderate size, or null: then a canvas is needed. */
export async function framePixels(bitmap: ImageBitmap): Promise<FramePixels | null> {
  if (typeof VideoFrame === 'undefined' || bitmap.width * bitmap.height > MOST_PIXELS) return null;
  usable ??= tryFrames();
  if (!(await usable)) return null;
  try {
    return await copyFrame(bitmap);
  } catch {
    return null;
  }
}

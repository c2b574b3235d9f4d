/** Pixel containers used everywhere. Plain bytes: they may lie in a SharedArrayBuffer. */

/** 8-bit RGB, row-major `[height, width, 3]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Binary mask, row-major `[height, width]`, 1 where anomalous. */
export interface BinaryMask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Axis-aligned rectangle in pixels: integer `x, y, width, height`. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

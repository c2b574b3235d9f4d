/**
 * Image files as 8-bit RGB in Node, as the playground reads them: turned as the camera was held, over black, colour profiles ignored, files deeper
 * than 8 bits at the scale of the images that were trained on.
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { isBmp, readBmp } from './bmp.mjs';

const CAMERA_DEPTHS = [10, 12, 14, 16].map((bits) => 2 ** bits - 1);

/** The value that becomes 255 where `most` is the largest: a camera's full scale where at least half of it is used, else the value itself. */
export function scaleOf(kind, most) {
  if (kind === 'float') return most <= 1 ? 1 : most <= 255 ? 255 : Math.max(65_535, most);
  const full = CAMERA_DEPTHS.find((value) => most <= value) ?? 65_535;
  return most * 2 > full ? full : Math.max(255, most);
}

/** Samples deeper than 8 bits, brought down; opacity is a share of its own full scale. */
async function readDeep(image, kind, channels, scales) {
  const space = kind === 'float' ? undefined : channels >= 3 ? 'rgb16' : 'grey16';
  const upright = space ? image.rotate().toColourspace(space) : image.rotate();
  const { data, info } = await upright
    .raw({ depth: kind === 'float' ? 'float' : 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  const samples = kind === 'float' ? new Float32Array(bytes) : new Uint16Array(bytes);
  const { width, height } = info;
  const colours = info.channels >= 3 ? 3 : 1;
  const hasAlpha = info.channels === 2 || info.channels === 4;
  let most = 0;
  for (let i = 0; i < samples.length; i++)
    if (!(hasAlpha && (i + 1) % info.channels === 0) && samples[i] > most) most = samples[i];
  const scale = 255 / Math.max(scales[kind] ?? 0, scaleOf(kind, most));
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; o < rgb.length; i += info.channels, o += 3) {
    const opacity = hasAlpha
      ? Math.min(1, samples[i + info.channels - 1] / (kind === 'float' ? 1 : 65_535))
      : 1;
    for (let c = 0; c < 3; c++) {
      const value = samples[i + (colours === 3 ? c : 0)] * scale * opacity;
      rgb[o + c] = value > 0 ? Math.min(255, Math.round(value)) : 0;
    }
  }
  return { width, height, data: rgb };
}

/** Sides below this were too small for the playground too. */
const SMALLEST_SIDE = 16;

function largeEnough(image) {
  if (Math.min(image.width, image.height) >= SMALLEST_SIDE) return image;
  throw new Error(
    `The image has ${image.width} x ${image.height} px; at least ${SMALLEST_SIDE} px a side are needed.`,
  );
}

/**
 * @param {string | Uint8Array} source A file's name, or its bytes.
 * @param {object} [options]
 * @param {number} [options.mostPixels]
 * @param {{ integer?: number, float?: number }} [options.scales] Of golden.json: what becomes 255 in files deeper than 8 bits.
 * @throws what sharp says of a file that is no image
 */
export async function readImage(source, { mostPixels = 100_000_000, scales = {} } = {}) {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  if (isBmp(bytes)) return largeEnough(readBmp(bytes, mostPixels));
  const image = sharp(bytes, { limitInputPixels: mostPixels, ignoreIcc: true });
  const { depth, channels: stored, format, space, ...size } = await image.metadata();
  largeEnough(size);
  if (depth === 'float' || depth === 'double') return readDeep(image, 'float', stored, scales);
  if (depth === 'ushort') return readDeep(image, 'integer', stored, scales);
  const keeps = space === 'srgb' || space === 'b-w' || space === 'cmyk';
  // As stored, not by way of a profile.
  if (space === 'cmyk') image.pipelineColourspace('cmyk');
  const { data, info } = await image
    .rotate()
    .toColourspace(keeps ? space : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 3) return { width, height, data };
  // Browsers round when they lay a picture over black; the WebP library rounds down, and so does the product of printers' inks.
  const shaded =
    format === 'webp' || space === 'cmyk'
      ? (value, alpha) => Math.floor((value * alpha) / 255)
      : (value, alpha) => Math.round((value * alpha) / 255);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; o < rgb.length; i += channels, o += 3) {
    const last = data[i + channels - 1];
    for (let c = 0; c < 3; c++) {
      const value = data[i + (channels >= 3 ? c : 0)];
      if (space === 'cmyk') rgb[o + c] = shaded(255 - value, 255 - last);
      else rgb[o + c] = channels === 1 ? value : shaded(value, last);
    }
  }
  return { width, height, data: rgb };
}

/** The map as a grey PNG, white at `white` (the map's threshold, doubled) and above. */
export function mapPng({ map, side }, white) {
  const grey = new Uint8ClampedArray(map.length);
  const scale = 255 / white;
  for (let i = 0; i < grey.length; i++) grey[i] = scale * map[i];
  // Smooth maps gain little by being pressed harder.
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 3 })
    .toBuffer();
}

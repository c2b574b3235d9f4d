/** Image files as 8-bit RGB in Node, as the playground reads them: turned as the camera was held, over black, in sRGB. */
import sharp from 'sharp';

/** @param {string | Uint8Array} source A file's name, or its bytes. @throws what sharp says of a file that is no image. */
export async function readImage(source, { mostPixels = 100_000_000 } = {}) {
  const { data, info } = await sharp(source, { limitInputPixels: mostPixels })
    .rotate()
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { width: info.width, height: info.height, data };
  const rgb = new Uint8Array(info.width * info.height * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = data[Math.floor(i / 3) * info.channels];
  return { width: info.width, height: info.height, data: rgb };
}

/** The map as a grey PNG, white at `white` (the map's threshold, doubled) and above. */
export function mapPng({ map, side }, white) {
  const grey = Uint8Array.from(map, (value) => Math.max(0, Math.min(255, Math.round((255 * value) / white))));
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer();
}

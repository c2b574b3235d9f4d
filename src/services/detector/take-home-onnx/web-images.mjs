/**
 * Pixels of image files in a browser, as the playground reads them: turned as the camera was held, over black, colour profiles ignored. What a
 * browser would read otherwise is refused with its reason.
 */

/** Sides below this were too small for the playground too. */
const SMALLEST_SIDE = 16;

const PNG = [0x89, 0x50, 0x4e, 0x47];

/** Browsers keep the upper 8 bits alone, and the detector was trained at the scale of the whole samples. */
async function refuseDeep(file) {
  const head = new Uint8Array(await file.slice(0, 25).arrayBuffer());
  if (PNG.every((byte, i) => head[i] === byte) && head[24] === 16)
    throw new Error('Browsers cut files of 16 bits to 8. Score it with score.mjs, which reads all of them.');
}

/**
 * @param {Blob} file
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas Gets the size of the image, and shows it.
 * @returns {Promise<ImageData>} with 4 bytes a pixel
 * @throws {Error} saying why the file cannot be scored here
 */
export async function readImage(file, canvas) {
  await refuseDeep(file);
  const options = { imageOrientation: 'from-image', colorSpaceConversion: 'none' };
  const bitmap = await createImageBitmap(file, options).catch(() => {
    throw new Error('This browser cannot read the file as an image.');
  });
  const { width, height } = bitmap;
  if (Math.min(width, height) < SMALLEST_SIDE)
    throw new Error(`The image has ${width} x ${height} px; at least ${SMALLEST_SIDE} px a side are needed.`);
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

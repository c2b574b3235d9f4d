/** A drawing in SVG as a picture of pixels, through the browser's own renderer. */

interface Wanted {
  readonly width: number;
  readonly height: number;
  readonly type: 'image/png' | 'image/jpeg';
  /** In [0, 1], of JPEG. */
  readonly quality?: number;
}

/** @throws where the browser cannot draw it (EncodingError), or has no memory for so many pixels */
export async function svgPicture(svg: string, { width, height, type, quality }: Wanted): Promise<Blob> {
  const image = new Image(width, height);
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const sheet = new OffscreenCanvas(width, height);
    const context = sheet.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0, width, height);
    return await sheet.convertToBlob(quality === undefined ? { type } : { type, quality });
  } finally {
    URL.revokeObjectURL(url);
  }
}

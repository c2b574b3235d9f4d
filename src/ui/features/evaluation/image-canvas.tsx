/** An RGB image on a canvas at its own resolution; the style sheet gives its size on screen. */
import { useEffect, useRef } from 'react';
import type { RgbImage } from '../../../core/image/types.ts';

interface Props {
  readonly image: RgbImage;
  readonly className?: string;
  /** Accessible text; decorative without it. */
  readonly label?: string;
}

export function ImageCanvas({ image, className, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const pixels = context.createImageData(image.width, image.height);
    for (let i = 0, p = 0; i < pixels.data.length; i += 4, p += 3) {
      pixels.data[i] = image.data[p];
      pixels.data[i + 1] = image.data[p + 1];
      pixels.data[i + 2] = image.data[p + 2];
      pixels.data[i + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
  }, [image]);
  const role = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return <canvas ref={canvas} width={image.width} height={image.height} className={className} {...role} />;
}

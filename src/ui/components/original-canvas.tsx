/** The original pixels of an image in the square of its working size, as sharp as the square is on this screen. It lies over that picture. */
import { useEffect, useRef } from 'react';
import { levelFor } from '../../core/dataset/original.ts';
import type { Original } from '../../services/decode/protocol.ts';

interface Props {
  readonly original: Original;
  readonly className: string;
}

export function OriginalCanvas({ original, className }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current as HTMLCanvasElement;
    const paint = () => {
      const side = Math.round(canvas.clientWidth * devicePixelRatio);
      const { levels, target } = original;
      const level = levelFor(levels, target.width * side, target.height * side);
      if (side === 0 || level.width === 0) return;
      canvas.width = canvas.height = side;
      const context = canvas.getContext('2d');
      const [x, y, width, height] = [target.x, target.y, target.width, target.height];
      context?.drawImage(level, x * side, y * side, width * side, height * side);
    };
    const observer = new ResizeObserver(paint);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [original]);
  return <canvas ref={ref} className={className} data-original-px={original.widthPx} aria-hidden />;
}

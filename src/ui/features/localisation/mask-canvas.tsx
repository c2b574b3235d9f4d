/** The true mask: white where anomalous. */
import { useMemo } from 'react';
import type { BinaryMask, RgbImage } from '../../../core/image/types.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import styles from './light-table.module.css';

export function MaskCanvas({ mask }: { readonly mask: BinaryMask }) {
  const image = useMemo((): RgbImage => {
    const data = new Uint8Array(mask.data.length * 3);
    mask.data.forEach((value, i) => value && data.fill(255, 3 * i, 3 * i + 3));
    return { width: mask.width, height: mask.height, data };
  }, [mask]);
  return <ImageCanvas image={image} label="" className={styles.layer} />;
}

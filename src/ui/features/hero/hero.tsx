/**
 * The method happening, in the pictures of the first visit: real parts come in; a patch lifts off, changes its colours and lands elsewhere. Seconds long,
 * once, and again when a person asks; with less motion wished for, the last frame stands.
 */
import type { ComponentType, CSSProperties } from 'react';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { loadHeroData, type HeroData } from './hero-data.ts';
import styles from './hero.module.css';

export type HeroPictures = Readonly<Record<'look' | 'paste', ComponentType>>;

/** The pictures, as soon as they can be shown. Rejects where they cannot be made. */
export async function loadHero(signal: AbortSignal): Promise<HeroPictures> {
  const data = await loadHeroData(signal);
  return {
    look: () => <Look data={data} />,
    paste: () => <Paste data={data} />,
  };
}

function Look({ data }: { readonly data: HeroData }) {
  return (
    <div className={styles.look} aria-hidden="true">
      {data.parts.map((image, i) => (
        <span key={i} style={{ animationDelay: `${0.25 * i}s` }}>
          <ImageCanvas image={image} label="" />
        </span>
      ))}
    </div>
  );
}

function Paste({ data: { pastedOn, view } }: { readonly data: HeroData }) {
  const share = (px: number) => `${((100 * px) / pastedOn.width).toFixed(3)}%`;
  const { cut, paste, patch, jittered, result } = view;
  const places = {
    '--x0': share(cut.x),
    '--y0': share(cut.y),
    '--x1': share(paste.x),
    '--y1': share(paste.y),
    '--w': share(cut.width),
    '--h': share(cut.height),
  } as CSSProperties;
  return (
    <div className={styles.scene} style={places} aria-hidden="true">
      <ImageCanvas image={pastedOn} label="" />
      <ImageCanvas image={result} label="" className={styles.result} />
      <span className={styles.cut} />
      <span className={styles.flying}>
        <ImageCanvas image={patch} label="" />
        <ImageCanvas image={jittered} label="" className={styles.jittered} />
      </span>
    </div>
  );
}

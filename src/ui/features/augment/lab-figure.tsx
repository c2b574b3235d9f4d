/** A numbered step of the lab: caption, picture in a frame that scrolls when zoomed, and a line of text. */
import type { ReactNode } from 'react';
import styles from './lab-figure.module.css';

interface Props {
  readonly number: number;
  readonly caption: string;
  /** Width of the column in CSS px. */
  readonly width: number;
  readonly text?: ReactNode;
  readonly children: ReactNode;
}

export function LabFigure({ number, caption, width, text, children }: Props) {
  return (
    <figure className={styles.figure} style={{ inlineSize: width }}>
      <figcaption className={styles.caption}>
        <span className={styles.number}>{number}</span>
        {caption}
      </figcaption>
      <div className={styles.body}>
        {children}
        {text && <p className={styles.text}>{text}</p>}
      </div>
    </figure>
  );
}

/**
 * Where pictures lie: as wide as the column, scrolling when the picture is larger; `overlay` is placed in px of the picture.
 * A region that scrolls can be reached with the keyboard.
 */
export function PictureFrame({
  scrolls,
  label,
  children,
}: {
  readonly scrolls: boolean;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={styles.frame}
      data-scrolls={scrolls}
      role={scrolls ? 'region' : undefined}
      aria-label={scrolls ? label : undefined}
      tabIndex={scrolls ? 0 : undefined}
    >
      <div className={styles.picture}>{children}</div>
    </div>
  );
}

/**
 * The stage before there are images: the method in three pictures. They are drawn at once, and give way to the method itself happening on real parts as soon as
 * that is there (where someone watches).
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import type { HeroPictures } from '../features/hero/hero.tsx';
import styles from './welcome.module.css';

function Look() {
  return (
    <svg viewBox="0 0 120 80" aria-hidden="true">
      {[0, 1, 2].map((i) => (
        <g key={i} transform={`translate(${8 + 36 * i} 24)`}>
          <rect width="32" height="32" rx="3" fill="none" stroke="var(--normal)" strokeWidth="2" />
          <circle cx="16" cy="16" r="8" fill="var(--normal)" opacity={0.35 + 0.1 * i} />
        </g>
      ))}
    </svg>
  );
}

function Paste() {
  return (
    <svg viewBox="0 0 120 80" aria-hidden="true">
      <rect x="28" y="8" width="64" height="64" rx="3" fill="none" stroke="var(--cutpaste)" strokeWidth="2" />
      <circle cx="60" cy="40" r="18" fill="var(--normal)" opacity="0.35" />
      <rect
        x="40"
        y="46"
        width="20"
        height="14"
        fill="none"
        stroke="var(--scar)"
        strokeWidth="2"
        strokeDasharray="3 2"
      />
      <rect x="64" y="18" width="20" height="14" fill="var(--paste)" opacity="0.85" />
      <path d="M56 45 66 34" stroke="var(--text-muted)" strokeWidth="1.5" fill="none" />
      <path d="m66 34-1 4-3-3z" fill="var(--text-muted)" />
    </svg>
  );
}

function Score() {
  const normal = [
    [44, 34],
    [50, 42],
    [56, 36],
    [52, 50],
    [60, 46],
    [46, 46],
    [58, 54],
  ];
  return (
    <svg viewBox="0 0 120 80" aria-hidden="true">
      <ellipse cx="52" cy="44" rx="22" ry="18" fill="none" stroke="var(--normal)" strokeWidth="1.5" />
      <ellipse
        cx="52"
        cy="44"
        rx="34"
        ry="29"
        fill="none"
        stroke="var(--normal)"
        strokeWidth="1"
        opacity="0.5"
      />
      {normal.map(([x, y]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r="2.5" fill="var(--normal)" />
      ))}
      <path d="m95 20 7 7m0-7-7 7" stroke="var(--anomaly)" strokeWidth="2.5" />
    </svg>
  );
}

const STEPS = [
  ['look', Look],
  ['paste', Paste],
  ['score', Score],
] as const;

/** A moment after the page itself stands: what a visitor presses first comes first. */
const HERO_AFTER_MS = 400;

/** Null until they have come; without a worker, or with a file that does not come, the drawn pictures stay. */
function useHero(): HeroPictures | null {
  const watched = usePlayground((state) => state.looksWatched);
  const [pictures, setPictures] = useState<HeroPictures | null>(null);
  useEffect(() => {
    if (!watched) return undefined;
    const abort = new AbortController();
    const load = async () => {
      const { loadHero } = await import('../features/hero/hero.tsx');
      const found = await loadHero(abort.signal);
      if (!abort.signal.aborted) setPictures(found);
    };
    const timer = setTimeout(() => void load().catch(() => undefined), HERO_AFTER_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [watched]);
  return pictures;
}

export function Welcome() {
  const { t } = useTranslation('shell');
  const hero = useHero();
  const [round, setRound] = useState(0);
  const openLesson = usePlayground((state) => state.openLesson);
  return (
    <section className={styles.welcome} aria-labelledby="welcome-title">
      <h2 id="welcome-title">{t('welcome.title')}</h2>
      <ol className={styles.steps} data-hero={hero !== null}>
        {STEPS.map(([name, Drawn]) => {
          const Picture = hero?.[name] ?? Drawn;
          const Record = name === 'score' ? hero?.record : undefined;
          return (
            <li key={name}>
              <Picture key={round} />
              <h3>{t(`welcome.steps.${name}`)}</h3>
              <p>{t(`welcome.steps.${name}Text`)}</p>
              {Record && <Record />}
            </li>
          );
        })}
      </ol>
      <p>
        <Button onClick={() => void openLesson(1)}>{t('welcome.learn')}</Button>{' '}
        {hero && (
          <Button variant="ghost" className={styles.again} onClick={() => setRound(round + 1)}>
            {t('welcome.again')}
          </Button>
        )}
      </p>
    </section>
  );
}

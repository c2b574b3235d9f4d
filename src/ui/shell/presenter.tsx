/** For a projector: large type, one panel at a time. Arrow keys and the keys of a presenter's clicker turn pages, Escape leaves. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { loadData, loadPanel } from './loaded-columns.ts';
import { Part } from './part.tsx';
import styles from './presenter.module.css';
import { RunControls } from './run-controls.tsx';
import { RunStatus } from './run-status.tsx';
import { Shortcuts, usesKeys } from './shortcuts.tsx';
import { STAGES } from './stage.tsx';
import { useShown } from './use-shown.ts';
import { Welcome } from './welcome.tsx';

const VIEWS = [
  { name: 'data', part: 'data', load: loadData },
  ...STAGES.map(([tab, load]) => ({ name: tab, part: `tab-${tab}` as const, load })),
  { name: 'panel', part: 'results', load: loadPanel },
] as const;

/** The panel that was looked at before, in the list of views. */
function firstView(views: readonly (typeof VIEWS)[number][]): number {
  const { stageTab, phase } = usePlayground.getState();
  return Math.max(0, phase === 'idle' ? 0 : views.findIndex(({ name }) => name === stageTab));
}

/** The browser may refuse full screen; presenting works without. */
function fullScreen(on: boolean): void {
  const change = on
    ? document.documentElement.requestFullscreen?.()
    : document.fullscreenElement
      ? document.exitFullscreen()
      : undefined;
  change?.catch(() => undefined);
}

export function Presenter() {
  const { t } = useTranslation(['sharing', 'shell']);
  const views = useShown(VIEWS, ({ part }) => part);
  const [index, setIndex] = useState(() => firstView(views));
  const setPresenting = usePlayground((state) => state.setPresenting);
  const empty = usePlayground((state) => state.phase === 'idle' && !state.importProgress);
  const panel = useRef<HTMLElement>(null);
  const view = views[Math.min(index, views.length - 1)] as (typeof VIEWS)[number] | undefined;

  useEffect(() => {
    const root = document.documentElement;
    root.dataset.presenting = '';
    fullScreen(true);
    return () => {
      delete root.dataset.presenting;
      fullScreen(false);
    };
  }, []);
  useEffect(() => panel.current?.focus(), [view?.name]);
  useEffect(() => {
    const turn = (by: number) => setIndex((at) => (at + by + views.length) % views.length);
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]')) return;
      const taken = usesKeys(event.target);
      if (event.key === 'PageDown' || (event.key === 'ArrowRight' && !taken)) turn(1);
      else if (event.key === 'PageUp' || (event.key === 'ArrowLeft' && !taken)) turn(-1);
      else if (event.key === 'Escape') setPresenting(false);
      else return;
      event.preventDefault();
    };
    const left = () => !document.fullscreenElement && setPresenting(false);
    document.addEventListener('keydown', listen);
    document.addEventListener('fullscreenchange', left);
    return () => {
      document.removeEventListener('keydown', listen);
      document.removeEventListener('fullscreenchange', left);
    };
  }, [setPresenting, views.length]);

  if (!view) return null;
  const name =
    view.name === 'data' || view.name === 'panel' ? t(`shell:${view.name}`) : t(`shell:tabs.${view.name}`);
  return (
    <div className={styles.presenter}>
      <header className={styles.bar}>
        <IconButton
          icon="previous"
          label={t('presenter.previous')}
          onClick={() => setIndex((index || views.length) - 1)}
        />
        <h1 aria-live="polite">
          {name} <small>{t('presenter.place', { index: index + 1, total: views.length })}</small>
        </h1>
        <IconButton
          icon="next"
          label={t('presenter.next')}
          onClick={() => setIndex((index + 1) % views.length)}
        />
        <RunControls />
        <RunStatus />
        <Shortcuts />
        <Button onClick={() => setPresenting(false)}>{t('presenter.leave')}</Button>
      </header>
      <main className={styles.panel} ref={panel} tabIndex={-1} aria-label={name}>
        {empty && view.name !== 'data' && view.name !== 'panel' ? (
          <Welcome />
        ) : (
          <Part key={view.name} load={view.load} />
        )}
      </main>
    </div>
  );
}

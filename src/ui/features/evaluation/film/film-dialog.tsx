/** The run on the page as a film: what it will show, how far it is, and the finished film to look at before it is saved. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../../../../services/export/download.ts';
import { canMakeFilms, makeFilm } from '../../../../services/film/film.ts';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import { Progress } from '../../../components/progress.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import { FILM } from './draw-frame.ts';
import styles from './film.module.css';
import { filmOf } from './gather-film.ts';

interface Made {
  readonly name: string;
  readonly blob: Blob;
  readonly url: string;
}

export function FilmDialog() {
  const { t, i18n } = useTranslation([
    ...([
      'film',
      'poster',
      'detector',
      'evaluation',
      'kinds',
      'parameters',
      'experiments',
      'samples',
    ] as const),
    'shell',
  ]);
  const names = useSettingNames();
  const setDialog = usePlayground((state) => state.setDialog);
  const count = usePlayground((state) => state.evaluations.length);
  const [share, setShare] = useState<number | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [failed, setFailed] = useState('');
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  useEffect(() => () => (made ? URL.revokeObjectURL(made.url) : undefined), [made]);

  const make = async () => {
    const abort = new AbortController();
    work.current = abort;
    setFailed('');
    setMade(null);
    setShare(0);
    try {
      const say = (key: string, values = {}) => t(key.includes(':') ? key : `poster:${key}`, values);
      const film = await filmOf(usePlayground.getState(), { say, names, language: i18n.language });
      if (!film) throw new Error(t('nothing'));
      const { width, height } = FILM;
      const blob = await makeFilm(
        { width, height, colours: film.colours },
        film.frames,
        setShare,
        abort.signal,
      );
      if (!abort.signal.aborted) setMade({ name: `${film.name}.gif`, blob, url: URL.createObjectURL(blob) });
    } catch (error) {
      if (!abort.signal.aborted) setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      if (work.current === abort) setShare(null);
    }
  };
  const busy = share !== null;
  const why = canMakeFilms() ? (busy ? t('making') : null) : t('cannot');
  const size = made && (made.blob.size / 1e6).toFixed(1);
  return (
    <Sheet
      wide
      title={t('dialog')}
      onClose={() => setDialog(null)}
      actions={
        <>
          {busy && <Button onClick={() => work.current?.abort()}>{t('cancel')}</Button>}
          {made ? (
            <Button variant="primary" onClick={() => downloadFile(made.name, made.blob)}>
              {t('save', { size })}
            </Button>
          ) : (
            <Button variant="primary" disabledReason={why} onClick={() => void make()}>
              {t('make')}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.text}>{t('text', { count })}</p>
      {!canMakeFilms() && <p role="alert">{t('cannot')}</p>}
      {busy && <Progress label={t('making')} value={share} />}
      {made && (
        <img
          className={styles.film}
          src={made.url}
          alt={t('alt', { count })}
          width={FILM.width}
          height={FILM.height}
        />
      )}
      {failed && <p role="alert">{t('failed', { message: failed })}</p>}
      <p role="status" className={styles.text}>
        {made ? t('made', { name: made.name }) : ''}
      </p>
    </Sheet>
  );
}

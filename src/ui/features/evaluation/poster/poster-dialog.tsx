/** The poster of the run on the page: a preview, and the ways to take it along. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { useSettingNames } from '../../../components/use-setting-names.ts';
import { posterSvg } from './draw-poster.ts';
import { posterFacts } from './gather.ts';
import type { PosterFacts } from './poster-facts.ts';
import styles from './poster.module.css';
import { POSTER_FORMATS, savePoster, type PosterFormat } from './save-poster.ts';

interface Drawn {
  readonly facts: PosterFacts;
  readonly svg: string;
  readonly url: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function PosterDialog() {
  const { t, i18n } = useTranslation([
    'poster',
    'detector',
    'evaluation',
    'kinds',
    'parameters',
    'experiments',
    'samples',
    'shell',
  ]);
  const { language } = i18n;
  const names = useSettingNames();
  const setDialog = usePlayground((state) => state.setDialog);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState('');
  useEffect(() => {
    const abort = new AbortController();
    let url = '';
    const draw = async () => {
      const say = (key: string, values = {}) => t(key, values);
      const facts = await posterFacts(usePlayground.getState(), { say, names, language }, abort.signal);
      if (!facts || abort.signal.aborted) return;
      const svg = posterSvg(facts);
      url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      setDrawn({ facts, svg, url });
    };
    draw().catch((error: unknown) => {
      if (!abort.signal.aborted) setFailed(messageOf(error));
    });
    return () => {
      abort.abort();
      URL.revokeObjectURL(url);
    };
    // Drawn once for each opening and language: what happens meanwhile is not of this sheet.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language]);
  const save = async (format: PosterFormat) => {
    if (!drawn) return;
    setBusy(true);
    setFailed('');
    const name = `poster ${drawn.facts.name}.${format}`;
    try {
      await savePoster(drawn.svg, drawn.facts, name, format);
      setSaid(t('saved', { name }));
    } catch (error) {
      setSaid('');
      setFailed(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const why = drawn ? (busy ? t('busy') : null) : t('making');
  const { auroc, why: noFigure, title } = drawn?.facts ?? { auroc: null, why: '', title: '' };
  const figure = auroc ? `${auroc.name} ${auroc.value} (${auroc.interval})` : noFigure;
  return (
    <Sheet
      wide
      title={t('dialog')}
      onClose={() => setDialog(null)}
      actions={POSTER_FORMATS.map((format) => (
        <Button key={format} disabledReason={why} onClick={() => void save(format)}>
          {t(`save.${format}`)}
        </Button>
      ))}
    >
      <p className={styles.text}>{t('text')}</p>
      {drawn ? (
        <img className={styles.poster} src={drawn.url} alt={t('alt', { title, figure })} />
      ) : (
        !failed && <p role="status">{t('making')}</p>
      )}
      {failed && <p role="alert">{t('failed', { message: failed })}</p>}
      <p role="status" className={styles.text}>
        {said}
      </p>
    </Sheet>
  );
}

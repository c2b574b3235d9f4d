/**
 * A part of the page that is fetched when it is first shown and that may fail by itself: what went wrong stands in its place, with a way
 * to try again, and the rest of the page goes on.
 */
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import styles from './part.module.css';

function Crashed({ error, resetErrorBoundary }: FallbackProps) {
  const { t } = useTranslation('common');
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div className={styles.crashed}>
      <Notice
        tone="error"
        title={t('crashed')}
        actions={<Button onClick={resetErrorBoundary}>{t('retry')}</Button>}
      >
        {t('crashedText', { message })}
      </Notice>
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation('common');
  return (
    <p className={styles.waiting} role="status">
      {t('loading')}
    </p>
  );
}

type Load = () => Promise<ComponentType>;

/** What has come once is there at once when it is shown again, for example when columns become tabs. */
const come = new WeakMap<Load, ComponentType>();

/** Fetches again when it is shown again after a failure, which a module-level `lazy` would not. */
function Fetched({ load }: { readonly load: Load }) {
  const [Content] = useState(
    () =>
      come.get(load) ??
      lazy(async () => {
        const content = await load();
        come.set(load, content);
        return { default: content };
      }),
  );
  return (
    <Suspense fallback={<Waiting />}>
      <Content />
    </Suspense>
  );
}

/** `load` must be the same function at every render. */
export function Part({ load }: { readonly load: Load }) {
  return (
    <ErrorBoundary FallbackComponent={Crashed}>
      <Fetched load={load} />
    </ErrorBoundary>
  );
}

/** Mounts the page once its texts are there, and follows the language that a person chooses. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { usePlayground } from '../store/store.ts';
import { changeLanguage, startTranslation } from './i18n/i18n.ts';
import { App } from './shell/app.tsx';

export async function start(element: HTMLElement): Promise<void> {
  await startTranslation(usePlayground.getState().language);
  usePlayground.subscribe(({ language }, before) => {
    if (language !== before.language) void changeLanguage(language);
  });
  createRoot(element).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

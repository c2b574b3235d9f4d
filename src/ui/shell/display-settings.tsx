/** Language and colours. */
import { useTranslation } from 'react-i18next';
import type { UiSlice } from '../../store/state.ts';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { nameOf, nearestLanguage } from '../i18n/catalogue-files.ts';
import { LANGUAGES } from '../i18n/i18n.ts';
import styles from './top-bar.module.css';

const THEMES: readonly UiSlice['theme'][] = ['system', 'light', 'dark'];

export function DisplaySettings() {
  const { t } = useTranslation('shell');
  const language = usePlayground((state) => state.language);
  const setLanguage = usePlayground((state) => state.setLanguage);
  const theme = usePlayground((state) => state.theme);
  const setTheme = usePlayground((state) => state.setTheme);
  const present = LANGUAGES.indexOf(nearestLanguage(language, LANGUAGES));
  const other = LANGUAGES[(present + 1) % LANGUAGES.length];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  return (
    <>
      <Button
        variant="ghost"
        className={styles.language}
        lang={other}
        title={t('languageSwitch')}
        onClick={() => setLanguage(other)}
      >
        {nameOf(other)}
      </Button>
      <IconButton
        variant="ghost"
        label={t('theme', { theme: t(`themes.${theme}`) })}
        onClick={() => setTheme(next)}
      >
        <ThemeSign theme={theme} />
      </IconButton>
    </>
  );
}

/** A disc: half filled for the system's choice, empty for light, full for dark. */
function ThemeSign({ theme }: { readonly theme: UiSlice['theme'] }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle
        cx="8"
        cy="8"
        r="6"
        fill={theme === 'dark' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {theme === 'system' && <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />}
    </svg>
  );
}

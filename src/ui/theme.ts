/** Puts the chosen colours on the page; `system` leaves it to the browser's preference. */
import { useEffect } from 'react';
import { usePlayground } from '../store/store.ts';

export function useTheme(): void {
  const theme = usePlayground((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

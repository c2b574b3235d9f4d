/** The cards of the samples, fetched when the page has drawn what a visitor presses first. Where they do not come, the list in the top bar has every sample. */
import { useEffect, useState, type ComponentType } from 'react';
import type { SampleCardsProps } from './sample-cards.tsx';

export function LateCards(props: SampleCardsProps) {
  const [Cards, setCards] = useState<ComponentType<SampleCardsProps> | null>(null);
  useEffect(() => {
    let gone = false;
    import('./sample-cards.tsx')
      .then((module) => !gone && setCards(() => module.SampleCards))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  return Cards && <Cards {...props} />;
}

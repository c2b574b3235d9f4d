/** A formula set by KaTeX, which is fetched with its style and fonts when the first one is shown; MathML for screen readers. */
import { useEffect, useRef } from 'react';

const loadKatex = () =>
  Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([{ default: katex }]) => katex);

export function Formula({ tex, block = false }: { readonly tex: string; readonly block?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let gone = false;
    void loadKatex().then((katex) => {
      if (gone || !ref.current) return;
      katex.render(tex, ref.current, { displayMode: block, output: 'htmlAndMathml', throwOnError: false });
    });
    return () => {
      gone = true;
    };
  }, [tex, block]);
  return <span ref={ref} data-formula />;
}

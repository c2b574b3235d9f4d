/**
 * The catalogue's prose: paragraphs parted by empty lines; `[word](term)` is a word of the glossary, `[text](https://...)` a source,
 * `$...$` a formula (a paragraph of its own where it stands alone), `**...**` is strong.
 */
import { Fragment } from 'react';
import { Formula } from './formula.tsx';
import { Term } from './term.tsx';

const MARKS = /(\[[^\]]+\]\([^)]+\)|\$[^$]+\$|\*\*[^*]+\*\*)/;

function Piece({ text, alone }: { readonly text: string; readonly alone: boolean }) {
  const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(text);
  if (link?.[2].startsWith('https:'))
    return (
      <a href={link[2]} target="_blank" rel="noreferrer">
        {link[1]}
      </a>
    );
  if (link) return <Term name={link[2]}>{link[1]}</Term>;
  if (text.startsWith('$') && text.endsWith('$') && text.length > 2)
    return <Formula tex={text.slice(1, -1)} block={alone} />;
  if (text.startsWith('**')) return <strong>{text.slice(2, -2)}</strong>;
  return text;
}

export function RichText({ text }: { readonly text: string }) {
  return text.split('\n\n').map((paragraph, i) => {
    const pieces = paragraph.split(MARKS).filter((piece) => piece !== '');
    return (
      <p key={i}>
        {pieces.map((piece, k) => (
          <Fragment key={k}>
            <Piece text={piece} alone={pieces.length === 1} />
          </Fragment>
        ))}
      </p>
    );
  });
}

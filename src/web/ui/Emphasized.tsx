import type { ReactNode } from 'react';
import { isolated, pieces } from './shown.js';

/** A sentence of which what stands between asterisks is set apart. */
export function Emphasized({ text }: { readonly text: string }): ReactNode {
  return (
    <>
      {pieces(text, 'emphasize').map((piece, i) => {
        const said = piece.name ? isolated(piece.text) : piece.text;
        return piece.strong ? <strong key={i}>{said}</strong> : said;
      })}
    </>
  );
}

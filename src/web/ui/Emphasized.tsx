import type { ReactNode } from 'react';

/** A sentence of which what stands between asterisks is set apart. */
export function Emphasized({ text }: { readonly text: string }): ReactNode {
  return text.split('*').map((piece, i) => (i % 2 === 1 ? <strong key={i}>{piece}</strong> : piece));
}

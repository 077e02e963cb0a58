import { html, type Markup } from './html.ts';

/** Marks by what they say. Drawn, for not every font has them; the word beside each says the same. */
const marks = {
  kept: 'M2 6.5 5 9.5 10 2.5',
  partly: 'M2 6H10',
  person: 'M1.5 6H10M6.5 2.5 10 6 6.5 9.5',
  lost: 'M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5',
  unknown: 'M4 4.2a2 2 0 1 1 2.6 2Q6 6.5 6 7.4M6 9.6v.4',
  error: 'M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5',
  warning: 'M6 2v5M6 9.6v.4',
} as const;

/** A word with its mark and its colour. */
export function sign(says: keyof typeof marks, word: string): Markup {
  return html`<span class="verdict ${says}"><svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><path d="${marks[says]}"/></svg> ${word}</span>`;
}

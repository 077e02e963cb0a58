/** Text that is markup: made by {@link html} alone, so that nothing else gets into the page as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: a text is data, and is escaped. */
export type Piece = string | number | undefined | false | Markup | readonly Piece[];

/** Markup with values in it: `html\`<p>${text}</p>\``. Attributes are quoted. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + shown(pieces[index - 1]) + part));
}

/** Pieces with a separator between them. */
export function separated(pieces: readonly Piece[], separator: Piece): Piece {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

function shown(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(shown).join('');
  return escaped(String(piece));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in an element, or in a quoted attribute: https://html.spec.whatwg.org/multipage/syntax.html#attributes-2 */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

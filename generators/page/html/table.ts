import { html, type Markup, type Piece } from './html.ts';

/** A table: on a narrow screen each row is a card, in which every cell is named by its column. */
export interface Table<Row> {
  readonly caption: Piece;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Anchor of a row. */
  readonly idOf?: (row: Row) => string;
}

/** A column; the first one names the row. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Piece;
}

/**
 * The markup of a table. Roles are written out, for browsers forget them where `display` is another:
 * https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html
 */
export function tableOf<Row>({ caption, columns, rows, idOf }: Table<Row>): Markup {
  const heads = columns.map(({ title }) => html`<th scope="col" role="columnheader">${title}</th>`);
  const lines = rows.map((row) => {
    const cells = columns.map(({ title, cell }, index) =>
      index === 0
        ? html`<th scope="row" role="rowheader">${cell(row)}</th>`
        : html`<td role="cell" data-label="${title}"><div>${cell(row)}</div></td>`,
    );
    return html`<tr role="row"${idOf && html` id="${idOf(row)}"`}>${cells}</tr>
`;
  });
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">
${lines}</tbody></table>
`;
}

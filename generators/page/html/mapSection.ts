import { narrowDrawing, wideDrawing } from '../map/layout.ts';
import { svg } from '../map/svg.ts';
import type { AppMap, EnvironmentReport, MapNode } from '../model/report.ts';
import { some } from './alikeSections.ts';
import { anchorOf } from './anchors.ts';
import { html, type Markup, type Piece, separated } from './html.ts';
import { tableOf } from './table.ts';

/** Who calls whom: drawn, for wide and for narrow screens, and as a table. */
export function mapSection({ name, map }: EnvironmentReport): Markup {
  const anchor = (app: string) => anchorOf(name, app);
  const title = `Who calls whom in ${name}`;
  const after = `${name}-calls`;
  return html`<p>Lines go from who calls to who is called. Point at an app, touch it or go to it by keyboard to see its own; it leads to its row of the table.</p>
<p class="skip"><a href="#${after}">Skip the drawing</a></p>
<figure>${svg('wide', title, wideDrawing(map), map, anchor)}${svg('narrow', title, narrowDrawing(map), map, anchor)}</figure>
${map.apart.length > 0 && html`<p class="quiet">Not drawn, for they neither call nor are called: ${map.apart.join(', ')}.</p>`}
<details id="${after}"><summary>The same as a table</summary>
${callsTable(name, map, anchor)}</details>
`;
}

function callsTable(environment: string, map: AppMap, anchor: (app: string) => string): Markup {
  const ends = (found: readonly { readonly name: string; readonly by: readonly string[] }[]): Piece =>
    found.length === 0
      ? html`<span class="quiet">nobody</span>`
      : separated(
          found.map(
            ({ name, by }) =>
              html`<span class="end">${name}${by.length > 0 && html` <small>${by.join(', ')}</small>`}</span>`,
          ),
          ' ',
        );
  return tableOf<MapNode>({
    caption: `Who calls whom in ${environment}`,
    rows: map.nodes.filter(({ name }) => !map.apart.includes(name)),
    idOf: ({ name }) => anchor(name),
    columns: [
      {
        title: 'App',
        cell: ({ name, group, source, clusters }) =>
          html`<b>${name}</b> <small>${group}${source && html`, <code>${source}</code>`}${clusters && `, only in ${some(clusters)}`}</small>`,
      },
      {
        title: 'Calls',
        cell: ({ name, also }) =>
          ends([
            ...map.edges
              .filter(({ from }) => from === name)
              .map(({ to, by }) => ({ name: to === name ? 'its own pods' : to, by })),
            ...also.map((other) => ({ name: other, by: [] })),
          ]),
      },
      {
        title: 'Called by',
        cell: ({ name }) =>
          ends(
            map.edges
              .filter(({ from, to }) => to === name && from !== name)
              .map(({ from, by }) => ({ name: from, by })),
          ),
      },
    ],
  });
}

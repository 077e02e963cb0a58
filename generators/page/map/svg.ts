import { html, type Markup } from '../html/html.ts';
import type { AppMap, MapNode } from '../model/report.ts';
import type { Drawing } from './layout.ts';

/** Characters of a name that fit into its box. */
const fits = 22;

/**
 * A drawing as SVG. Every app is a link to its row of the table below, which says the same in words; lines are for eyes
 * alone.
 * @param anchorOf the anchor of an app's row
 */
export function svg(
  kind: 'wide' | 'narrow',
  title: string,
  { width, height, groups, nodes, lines }: Drawing,
  map: AppMap,
  anchorOf: (name: string) => string,
): Markup {
  const index = new Map(nodes.map(({ node }, at) => [node.name, at]));
  const boxes = groups.map(
    ({ name, x, y, width, height }) =>
      html`<g aria-hidden="true"><rect class="group" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/><text class="group-name" x="${x + 10}" y="${y + 16}">${name}</text></g>`,
  );
  const paths = lines.map(
    ({ from, to, path }) =>
      html`<path class="line" data-from="${index.get(from)}" data-to="${index.get(to)}" d="${path}"/>`,
  );
  const links = nodes.map(({ node, x, y, width, height }, at) => {
    const label = node.name.length > fits ? `${node.name.slice(0, fits - 1)}…` : node.name;
    return html`<a class="node ${node.kind}" href="#${anchorOf(node.name)}" data-node="${at}" aria-label="${inWords(node, map)}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/><text x="${x + 10}" y="${y + height / 2 + 4}">${label}</text></a>`;
  });
  return html`<svg class="map ${kind}" viewBox="-2 -2 ${width + 4} ${height + 4}" role="group" aria-label="${title}">${boxes}<g aria-hidden="true">${paths}</g>
${joinedByLine(links)}</svg>
`;
}

const joinedByLine = (links: readonly Markup[]) =>
  links.map(
    (link) => html`${link}
`,
  );

function inWords({ name, group }: MapNode, { edges }: AppMap): string {
  const calls = edges.filter(({ from, to }) => from === name && to !== name).map(({ to }) => to);
  const calledBy = edges.filter(({ from, to }) => to === name && from !== name).map(({ from }) => from);
  const parts = [
    group === 'callers' || group === 'outside' ? name : `${name} in ${group}`,
    ...(calls.length > 0 ? [`calls ${calls.join(', ')}`] : []),
    ...(calledBy.length > 0 ? [`called by ${calledBy.join(', ')}`] : []),
  ];
  return parts.join('; ');
}

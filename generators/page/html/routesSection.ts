import type { EnvironmentReport, RouteReport } from '../model/report.ts';
import { ofClusters } from './alikeSections.ts';
import { html, type Markup, type Piece, separated } from './html.ts';
import { tableOf } from './table.ts';

/** What can be reached from outside, and who may call it. */
export function routesSection({ routes, clusters }: EnvironmentReport): Markup {
  if (routes.length === 0) return html`<p>Nothing can be reached from outside.</p>`;
  return html`${ofClusters(routes, clusters.length, (rows, caption) =>
    tableOf<RouteReport>({
      caption: caption('Routes'),
      rows,
      columns: [
        { title: 'Address', cell: addressOf },
        {
          title: 'App',
          cell: ({ app, canary }) =>
            html`${app}${canary !== undefined && html` <small>canary gets ${canary}%</small>`}`,
        },
        { title: 'Who may call', cell: callersOf },
        { title: 'Limit', cell: ({ limit = 'none' }) => limit },
        {
          title: 'Answer and request',
          cell: ({ exchange, leastVersion }) =>
            html`${exchange}${leastVersion && html` <small>app version ${leastVersion} or later</small>`}`,
        },
      ],
    }),
  )}`;
}

function addressOf({ host, paths, isExact, protocol, methods, headers, origins, closed }: RouteReport): Piece {
  const more = [
    ...(protocol === 'grpc' ? ['gRPC'] : []),
    ...(isExact ? ['this path alone'] : []),
    ...(methods.length > 0 ? [methods.join(', ')] : []),
    ...headers.map((header) => `with ${header}`),
    ...(origins.length > 0 ? [`web pages of ${origins.join(', ')}`] : []),
    ...(closed.length > 0 ? [`closed: ${closed.join(', ')}`] : []),
  ];
  const shown = paths.length > 2 ? [`${paths[0]} to ${paths.at(-1)}`] : paths;
  const addresses = shown.map((path) => html`<code>${host}<wbr>${path}</code>`);
  return html`${separated(addresses, html`<br>`)}${more.length > 0 && html` <small>${more.join('; ')}</small>`}`;
}

function callersOf({ callers }: RouteReport): Piece {
  if ('why' in callers) return html`<span class="tag">everybody</span> <small>${callers.why}</small>`;
  return html`<span class="tag strong">token</span> <small>for ${callers.audiences.join(' or ')}, of ${callers.issuer}</small>`;
}

import type { ClusterReport, EnvironmentReport } from '../model/report.ts';
import { html, type Markup, separated } from './html.ts';
import { tableOf } from './table.ts';

/** The clusters of an environment, with their zones. */
export function clustersSection({ name, clusters, rings }: EnvironmentReport): Markup {
  return html`${tableOf<ClusterReport>({
    caption: `Clusters of ${name}`,
    rows: clusters,
    columns: [
      { title: 'Cluster', cell: (one) => html`<b>${one.name}</b>` },
      { title: 'Role', cell: roleOf },
      { title: 'Cloud and region', cell: ({ cloud, region }) => `${cloud}, ${region}` },
      {
        title: 'Zones',
        cell: ({ zones }) =>
          separated(
            zones.map((zone) => html`<span class="tag">${zone}</span>`),
            ' ',
          ),
      },
      { title: 'Kubernetes', cell: ({ kubernetes }) => kubernetes },
      { title: 'Gateway', cell: ({ gateway }) => gateway },
      ...(rings.length > 0 ? [{ title: 'Ring', cell: ({ ring = 'none' }: ClusterReport) => ring }] : []),
      { title: 'Apps', cell: appsOf },
    ],
  })}${rings.length > 0 && html`<p class="quiet">A release reaches the rings in this order: ${rings.join(', ')}.</p>`}`;
}

function roleOf({ role, isRetiring }: ClusterReport) {
  if (isRetiring) return html`<span class="tag">retiring</span>`;
  return html`<span class="tag ${role}">${role}</span>`;
}

function appsOf({ apps, waiting }: ClusterReport) {
  if (waiting.length === 0) return apps;
  return html`${apps} <details class="inline"><summary>and ${waiting.length} wait for its promotion</summary>${waiting.join(', ')}</details>`;
}

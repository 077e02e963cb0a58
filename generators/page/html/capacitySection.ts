import type { ClusterReport, EnvironmentReport, QuotaReport } from '../model/report.ts';
import { ofClusters } from './alikeSections.ts';
import { bar, cores, gibibytes } from './amounts.ts';
import { html, type Markup, type Piece } from './html.ts';
import { tableOf } from './table.ts';

/** What pods request, at the minimum and the maximum of all scalers, against nodes and quotas. */
export function capacitySection({ name, clusters, quotas }: EnvironmentReport): Markup {
  const hasCost = clusters.some(({ capacity }) => capacity.cost);
  return html`<p>What pods request with every scaler at its minimum, then at its maximum, of what as many nodes as there may be have for apps.</p>
${tableOf<ClusterReport>({
  caption: `Capacity of ${name}`,
  rows: clusters,
  columns: [
    {
      title: 'Cluster',
      cell: (one) =>
        html`<b>${one.name}</b> <small>${one.zones.length} ${one.zones.length === 1 ? 'zone' : 'zones'}, up to ${one.capacity.room.nodes} nodes each</small>`,
    },
    { title: 'Pods', cell: ({ capacity: { least, most } }) => `${least.pods} to ${most.pods}` },
    {
      title: 'CPU, cores',
      cell: ({ zones, capacity: { least, most, room } }) => needs(least.cpu, most.cpu, room.cpu * zones.length, cores),
    },
    {
      title: 'Memory',
      cell: ({ zones, capacity: { least, most, room } }) =>
        needs(least.memory, most.memory, room.memory * zones.length, gibibytes),
    },
    {
      title: 'One zone at most',
      cell: ({ capacity: { zone, room } }) =>
        html`${bar(0, zone.cpu, room.cpu)}${cores(zone.cpu)} of ${cores(room.cpu)} cores ${bar(0, zone.memory, room.memory)}${gibibytes(zone.memory)} of ${gibibytes(room.memory)}`,
    },
    { title: 'Volumes', cell: ({ capacity: { storage } }) => gibibytes(storage) },
    ...(hasCost ? [{ title: 'A month', cell: costOf }] : []),
  ],
})}<details><summary>Quotas</summary>
${ofClusters(quotas, clusters.length, quotaTable)}</details>
`;
}

function needs(least: number, most: number, whole: number, show: (amount: number) => string): Piece {
  return html`${bar(least, most, whole)}${show(least)} to ${show(most)} of ${show(whole)}`;
}

function costOf({ capacity: { cost } }: ClusterReport): Piece {
  return cost ? `${Math.round(cost.least)} to ${Math.round(cost.most)} ${cost.currency}` : 'no price';
}

function quotaTable(rows: readonly QuotaReport[], caption: (of: string) => Piece): Markup {
  const namespaces = [...Map.groupBy(rows, ({ namespace }) => namespace)];
  const resources = [...new Set(rows.map(({ resource }) => resource))];
  return tableOf<(typeof namespaces)[number]>({
    caption: caption('Quotas, with all pods rolling out at their maximum'),
    rows: namespaces,
    columns: [
      { title: 'Namespace', cell: ([namespace]) => html`<b>${namespace}</b>` },
      ...resources.map((resource) => ({
        title: resource,
        cell: ([, quotas]: (typeof namespaces)[number]): Piece => {
          const one = quotas.find((quota) => quota.resource === resource);
          if (!one) return 'none';
          const show = resource.endsWith('cpu') ? cores : resource.endsWith('pods') ? String : gibibytes;
          return html`${bar(one.least, one.most, one.hard)}${show(one.most)} of ${show(one.hard)}`;
        },
      })),
    ],
  });
}

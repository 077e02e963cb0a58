import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';
import { elasticsearchQueries } from './elasticsearch.ts';

/** One search engine in the cluster. */
export function searchAlerts(owner: PodOwner): readonly Alert[] {
  const { name, namespace } = owner;
  const asked = elasticsearchQueries(owner);
  const common = { team: namespace, dashboard: 'search' } as const;
  return [
    {
      ...common,
      name: 'SearchRed',
      expr: asked.colour('red'),
      for: '5m',
      severity: 'page',
      summary: `Part of an index in ${name} has no node that holds it: searches find less or fail, and it takes no documents`,
    },
    {
      ...common,
      name: 'SearchYellow',
      expr: asked.colour('yellow'),
      for: '2h',
      severity: 'ticket',
      summary: `${name} has only one copy of some documents: the next node that is lost takes them with it`,
    },
    {
      ...common,
      name: 'SearchFills',
      expr: asked.fuller(0.8),
      for: '15m',
      severity: 'ticket',
      summary: 'The disk of {{ $labels.pod }} is {{ $value | humanizePercentage }} full: at 95% documents are refused',
    },
    {
      ...common,
      name: 'SearchSnapshotOld',
      expr: asked.noSnapshot(36),
      for: '30m',
      severity: 'ticket',
      summary: `${name} has had no snapshot for 36 hours: its indices are on its own disks alone`,
    },
    {
      ...common,
      name: 'SearchSnapshotFailed',
      expr: asked.failedSnapshot(6),
      severity: 'ticket',
      summary: `A snapshot of the search engine ${name} failed: the one before is the last`,
    },
  ];
}

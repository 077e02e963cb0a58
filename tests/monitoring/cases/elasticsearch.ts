import type { AlertCases } from '../alertCase.ts';

const node = 'namespace="logging",service="store",pod="logs-es-hot-a-0"';
const other = 'namespace="logging",service="store",pod="logs-es-hot-b-0"';
const labels = { namespace: 'logging', service: 'store' };
const health = (color: string, of = node) =>
  `elasticsearch_cluster_health_status{${of},cluster="logs",color="${color}"}`;
const disk = (part: string) =>
  `elasticsearch_filesystem_data_${part}_bytes{${node},mount="/usr/share/elasticsearch/data"}`;
const taken = `elasticsearch_slm_stats_snapshots_taken_total{${node},policy="kept"}`;
const failed = `elasticsearch_slm_stats_snapshots_failed_total{${node},policy="kept"}`;

/** Cases of alerts about the store of logs: `store` in `logging`. */
export const elasticsearchCases: AlertCases = {
  'elasticsearch LogStoreRed': {
    // One of its nodes says so.
    fires: { [health('red')]: '1x15', [health('red', other)]: '0x15' },
    quiet: { [health('red')]: '1x5 0x10', [health('yellow')]: '0x5 1x10' },
    at: '12m',
    labels,
    summary: 'Some logs in store have no node that holds them: they cannot be read, and new ones may wait on the nodes',
  },
  'elasticsearch LogStoreYellow': {
    fires: { [health('yellow')]: '1x150' },
    // A node is replaced.
    quiet: { [health('yellow')]: '1x60 0x90' },
    at: '130m',
    labels,
    summary: 'store has only one copy of some logs: the next node that is lost takes them with it',
  },
  'elasticsearch LogStoreFills': {
    fires: { [disk('available')]: '15x30', [disk('size')]: '100x30' },
    quiet: { [disk('available')]: '15x10 30x20', [disk('size')]: '100x30' },
    at: '20m',
    labels: { ...labels, pod: 'logs-es-hot-a-0' },
    summary: 'The disk of logs-es-hot-a-0 is 85% full: at 95% logs are refused',
  },
  'elasticsearch LogSnapshotOld': {
    fires: { [taken]: '7x80' },
    // A new store has had none yet; one a day is taken of the other.
    quiet: { [taken]: '7x20 8x24 9x36' },
    at: '40h',
    every: '1h',
    labels,
    summary: 'store has had no snapshot for 36 hours: logs are on its own disks alone',
  },
  'elasticsearch LogSnapshotFailed': {
    fires: { [failed]: '3x10 4x10' },
    quiet: { [failed]: '3x20' },
    at: '15m',
    labels,
    summary: 'A snapshot of store failed: the one before is the last',
  },
};

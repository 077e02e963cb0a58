import type { AlertCases } from '../alertCase.ts';

const node = 'namespace="data",service="finder",pod="products-es-data-a-0"';
const other = 'namespace="data",service="finder",pod="products-es-data-b-0"';
const labels = { namespace: 'data', service: 'finder' };
const health = (color: string, of = node) =>
  `elasticsearch_cluster_health_status{${of},cluster="products",color="${color}"}`;
const disk = (part: string) =>
  `elasticsearch_filesystem_data_${part}_bytes{${node},mount="/usr/share/elasticsearch/data"}`;
const taken = `elasticsearch_slm_stats_snapshots_taken_total{${node},policy="kept"}`;
const failed = `elasticsearch_slm_stats_snapshots_failed_total{${node},policy="kept"}`;

/** Cases of alerts about a search engine: `finder` in `data`. */
export const searchCases: AlertCases = {
  'search SearchRed': {
    // One of its nodes says so.
    fires: { [health('red')]: '1x15', [health('red', other)]: '0x15' },
    quiet: { [health('red')]: '1x4 0x11', [health('yellow')]: '0x4 1x11' },
    at: '7m',
    labels,
    summary:
      'Part of an index in finder has no node that holds it: searches find less or fail, and it takes no documents',
  },
  'search SearchYellow': {
    fires: { [health('yellow')]: '1x150' },
    // A node is replaced.
    quiet: { [health('yellow')]: '1x60 0x90' },
    at: '130m',
    labels,
    summary: 'finder has only one copy of some documents: the next node that is lost takes them with it',
  },
  'search SearchFills': {
    fires: { [disk('available')]: '15x30', [disk('size')]: '100x30' },
    quiet: { [disk('available')]: '15x10 30x20', [disk('size')]: '100x30' },
    at: '20m',
    labels: { ...labels, pod: 'products-es-data-a-0' },
    summary: 'The disk of products-es-data-a-0 is 85% full: at 95% documents are refused',
  },
  'search SearchSnapshotOld': {
    fires: { [taken]: '7x80' },
    // A new one has had none yet; one a day is taken of the other.
    quiet: { [taken]: '7x20 8x24 9x36' },
    at: '40h',
    every: '1h',
    labels,
    summary: 'finder has had no snapshot for 36 hours: its indices are on its own disks alone',
  },
  'search SearchSnapshotFailed': {
    fires: { [failed]: '3x10 4x10' },
    quiet: { [failed]: '3x20' },
    at: '15m',
    labels,
    summary: 'A snapshot of the search engine finder failed: the one before is the last',
  },
};

import { graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { rate } from './query.ts';

/** Elasticsearch in which apps search, by https://github.com/prometheus-community/elasticsearch_exporter/tree/v1.11.0 */
export const searchDashboard: DataDashboard = {
  uid: 'search',
  title: 'Search',
  description: 'Whether all indices are there, how much is searched, how long it takes, and what room is left.',
  sections: ({ pods }) => {
    const heap = (what: string) => `elasticsearch_jvm_memory_${what}_bytes{${pods},area="heap"}`;
    const disk = (what: string) => `elasticsearch_filesystem_data_${what}_bytes{${pods}}`;
    const searches = (what: string) => rate(`elasticsearch_indices_search_query_${what}{${pods}}`);
    const count = `sum by (pod) (${searches('total')})`;
    return [
      {
        title: 'Searches',
        charts: [
          graph('Searches of shards', 'ops', [[count, '{{pod}}']]),
          graph('Time of one', 's', [[`sum by (pod) (${searches('time_seconds')}) / (${count} > 0)`, '{{pod}}']]),
          graph('Documents', 'short', [[`sum by (pod) (elasticsearch_indices_docs{${pods}})`, '{{pod}}']]),
        ],
      },
      {
        title: 'Nodes',
        charts: [
          graph('Colour: 1 is it', 'short', [
            [`max by (color) (elasticsearch_cluster_health_status{${pods}})`, '{{color}}'],
          ]),
          graph(
            'Disk in use',
            'percentunit',
            [[`1 - min by (pod) (${disk('available')} / ${disk('size')})`, '{{pod}}']],
            {
              limit: 0.8,
            },
          ),
          graph('Heap in use', 'percentunit', [[`max by (pod) (${heap('used')} / ${heap('max')})`, '{{pod}}']]),
        ],
      },
    ];
  },
};

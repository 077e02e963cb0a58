import { elasticsearchOfLogs } from '../../generators/blocks/data/elasticsearch/logs/logs.ts';
import { here } from '../../generators/blocks/source.ts';
import { backups, logs } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * Elasticsearch for the logs of all pods. Its priority is that of what watches: logs are wanted most while something is
 * wrong. The digests are those which public sources state for these tags of https://www.docker.elastic.co
 */
export const logsElasticsearch = elasticsearchOfLogs(app('log-store', 'logging', []), {
  source: here(import.meta),
  contract: logs.contract,
  backups: backups.write,
  images: {
    server:
      'docker.elastic.co/elasticsearch/elasticsearch:9.5.3@sha256:f456578fc2a620a8a4f4c21d070fff1f6070345adb2be5e5626b65be72aea350',
    exporter: 'quay.io/prometheuscommunity/elasticsearch-exporter:v1.11.0',
    kibana:
      'docker.elastic.co/kibana/kibana:9.5.3@sha256:4530cd98c529bc913ae364067f0233ab6cfb9a560644480b365b45f74a18dbf3',
  },
  priority: priorities.monitoring,
  storage: '100Gi',
  resources: { cpu: '1', memory: '4Gi' },
  kibana: { resources: { cpu: '200m', memory: '2Gi' } },
  warm: { storage: '500Gi', resources: { cpu: '500m', memory: '4Gi' } },
});

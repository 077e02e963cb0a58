import { cassandra } from '../../generators/blocks/data/cassandra/cassandra.ts';
import { here } from '../../generators/blocks/source.ts';
import { backups, feed } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * Cassandra for the contract `feed` inside the cluster.
 *
 * Image of the server: https://github.com/k8ssandra/management-api-for-apache-cassandra, with the digest that
 * https://github.com/axonops/axonops-containers builds on. Medusa and Reaper have the versions of the operator's
 * release 1.32.5: `charts/k8ssandra-operator/values.yaml` of https://github.com/k8ssandra/k8ssandra-operator.
 */
export const feedDatabase = cassandra(app('feed-database', 'data', []), {
  source: here(import.meta),
  contract: feed.contract,
  images: {
    server:
      'docker.io/k8ssandra/cass-management-api:5.0.6-ubi-v0.1.110@sha256:aa2de19866f3487abe0dff65e6b74f5a68c6c5a7d211b5b7a3e0b961603ba5af',
    medusa: 'docker.io/k8ssandra/medusa:0.29.1',
    reaper: 'docker.io/thelastpickle/cassandra-reaper:5.0.0',
  },
  backups: backups.write,
  priority: priorities.critical,
  storage: '100Gi',
  resources: { cpu: '2', memory: '8Gi' },
});

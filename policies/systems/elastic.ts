import { none, type System } from './system.ts';

/** Elasticsearch by Elastic's operator. That it holds data is all that rules know of it: nothing here uses it yet. */
export const elastic: System = {
  pods: none,
  images: none,
  secrets: none,
  references: none,
  volumes: none,
  immutable: none,
  data: { 'elasticsearch.k8s.elastic.co/Elasticsearch': () => true },
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  promises: none,
};

import type { Built } from '../../generators/model/rule.ts';
import { textAt } from '../kubernetes/reading.ts';
import { elasticsearchUpgrades } from './steps/programs.ts';
import { versionSteps } from './steps/upgrades.ts';
import { versionOf } from './steps/versions.ts';
import { none, type System } from './system.ts';

/**
 * Elasticsearch by Elastic's operator. That it holds data, and how versions follow, is all that rules know of it: nothing
 * here uses it yet.
 */
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
  steps: {
    'elasticsearch.k8s.elastic.co/Elasticsearch': ({ now, was }) => {
      const version = (built: Built) => versionOf(`:${textAt(built.resource, ['spec', 'version'])}`);
      const [before, after] = [was && version(was), version(now)];
      return before && after ? versionSteps(elasticsearchUpgrades, 'spec.version', before, after) : [];
    },
  },
  promises: none,
};

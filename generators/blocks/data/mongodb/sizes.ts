import { type GivenSize, memoryPath } from '../../sizes/tooSmall.ts';
import { type MongodbSettings, shardingOf } from './settings.ts';

/**
 * Memory of a member: WiredTiger's cache is half of it without 1 GB, but never less than 256 MB, and the operator's own
 * smallest example (`deploy/cr.yaml` of https://github.com/percona/percona-server-mongodb-operator at v1.20.0) gives 0.5 GB
 * to members, config servers and routers alike. https://www.mongodb.com/docs/manual/core/wiredtiger/#memory-use
 */
const parts = {
  member: [{ what: 'with the least cache of WiredTiger, 256 MB', takes: 0.5e9 }],
  router: [{ what: 'as a router', takes: 0.5e9 }],
} as const;

/** What members of shards, config servers and routers take of memory. */
export function mongodbSizes(settings: MongodbSettings): GivenSize[] {
  const source = 'https://www.mongodb.com/docs/manual/core/wiredtiger/#memory-use';
  const members: GivenSize = { path: memoryPath, given: settings.resources.memory, parts: parts.member, source };
  const sharding = shardingOf(settings);
  if (!sharding) return [members];
  return [
    members,
    { path: ['config', 'memory'], given: sharding.config.memory, parts: parts.member, source },
    { path: ['routers', 'memory'], given: sharding.routers.memory, parts: parts.router, source },
  ];
}

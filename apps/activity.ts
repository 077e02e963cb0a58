import { Type } from 'typebox';
import { datacenter } from '../generators/blocks/data/cassandra/names.ts';
import { perUser, route } from '../generators/blocks/gateways/route.ts';
import { availability, latency } from '../generators/blocks/monitoring/objectives/objective.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { feed, names } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage, standInNote } from './runtimes/own.ts';
import { token, verifiesTokens } from './tokens.ts';

/**
 * The activity feed: what the people whom a user follows have done, newest first. Written once, read by every follower.
 * Until `images.yaml` names the company's image it runs podinfo, which keeps nothing.
 */
export const activity = service(names.activity, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 12, on: [requestsPerSecond(100), cpu(70)] },
  resources: { cpu: '250m', memory: '256Mi' },
  priority: priorities.standard,
  routes: [route('api', '/v1/feed', { auth: token, limit: perUser(20), versioned: true })],
  objectives: [availability(99.9), latency(99, '500ms')],
  uses: { feed: feed.readWrite },
  parts: [verifiesTokens],
  options: {
    datacenter: Type.String({
      pattern: '^[A-Za-z0-9][-_A-Za-z0-9.]*$',
      title: 'the name of a Cassandra datacenter',
      default: datacenter,
      description:
        'The datacenter of Cassandra that is near: drivers ask for it. Elsewhere often the name of the region.',
    }),
  },
  env: ({ uses, settings }) => ({
    CASSANDRA_CONTACT_POINTS: uses.feed.host,
    CASSANDRA_PORT: String(uses.feed.port),
    CASSANDRA_KEYSPACE: uses.feed.database,
    CASSANDRA_DATACENTER: settings.datacenter,
    CASSANDRA_USERNAME: uses.feed.username,
    CASSANDRA_PASSWORD: uses.feed.password,
  }),
  notes: ({ runtime }) => standInNote('activity', runtime, 'which keeps no feed'),
});

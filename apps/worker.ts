import { calls } from '../generators/blocks/names.ts';
import { pooled } from '../generators/blocks/pools.ts';
import { cpu, queueLength } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { events, names, users } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage, standInNote } from './runtimes/own.ts';

/**
 * Processes the queue: sends a push notification, writes the result, and only then acknowledges the message. Until
 * `images.yaml` names the company's image it runs podinfo, which consumes no queue.
 */
export const worker = service(names.worker, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 20, on: [queueLength(events.consume, 50), cpu(70)] },
  resources: { cpu: '250m', memory: '256Mi' },
  priority: priorities.standard,
  uses: {
    events: events.consume,
    users: pooled(users.readWrite, 5),
    push: calls(names.push, 'http'),
  },
  env: ({ uses }) => ({
    AMQP_URL: uses.events.url,
    DATABASE_URL: uses.users.url,
    DATABASE_POOL_MAX: String(uses.users.pool),
    GORUSH_URL: uses.push.url,
  }),
  notes: ({ runtime }) => standInNote('worker', runtime, 'which consumes no queue'),
});

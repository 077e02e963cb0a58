import { authorityVariable } from '../generators/blocks/authority.ts';
import { calls } from '../generators/blocks/names.ts';
import { pooled } from '../generators/blocks/pools.ts';
import { paceOfPod, paceSetting, slowCampaigns } from '../generators/blocks/scaling/pace.ts';
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
  options: {
    // Two million devices in a quarter of an hour and more, so that those who open the app come over minutes.
    pace: paceSetting(2000),
  },
  env: ({ uses, settings, inputs }) => ({
    AMQP_URL: uses.events.url,
    ...authorityVariable(uses.events, 'AMQP_CA_FILE'),
    DATABASE_URL: uses.users.url,
    DATABASE_POOL_MAX: String(uses.users.pool),
    GORUSH_URL: uses.push.url,
    MESSAGES_PER_SECOND: String(paceOfPod(settings.pace, inputs)),
  }),
  mistakes: ({ settings, inputs }) => slowCampaigns('worker', settings.pace, inputs),
  notes: ({ runtime }) => standInNote('worker', runtime, 'which consumes no queue'),
});

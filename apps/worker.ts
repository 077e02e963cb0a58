import { Type } from 'typebox';
import { calls } from '../generators/blocks/names.ts';
import { repositoryOf } from '../generators/blocks/runtime.ts';
import { cpu, queueLength } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { events, names, users } from './names.ts';
import { ownImage } from './runtimes/own.ts';

/**
 * Works through the queue: pushes a notification, writes what it learnt, and only then acknowledges the message.
 * Until `images.yaml` names the company's image it runs podinfo, which consumes no queue.
 */
export const worker = service(names.worker, {
  source: 'apps/worker.ts',
  runtime: ownImage,
  scale: { min: 2, max: 20, on: [queueLength('events', 50), cpu(70)] },
  resources: { cpu: '250m', memory: '256Mi' },
  priority: 'standard',
  uses: {
    events: events.consume,
    users: users.readWrite,
    push: calls(names.push, 'http'),
  },
  options: {
    connections: Type.Integer({
      minimum: 1,
      maximum: 500,
      default: 5,
      description: 'Database connections that one pod holds.',
    }),
  },
  env: ({ uses, settings }) => ({
    AMQP_URL: uses.events.url,
    DATABASE_URL: uses.users.url,
    DATABASE_POOL_MAX: String(settings.connections),
    GORUSH_URL: uses.push.url,
    OTEL_SERVICE_NAME: names.worker.name,
  }),
  notes: ({ runtime }) =>
    repositoryOf(runtime.image) === repositoryOf(ownImage.standIn.image)
      ? ['worker runs podinfo, which consumes no queue, until images.yaml names the company’s own image']
      : [],
});

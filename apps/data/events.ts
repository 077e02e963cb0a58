import { rabbitmq } from '../../generators/blocks/data/rabbitmq/rabbitmq.ts';
import { here } from '../../generators/blocks/source.ts';
import { events } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * RabbitMQ for the contract `events` inside the cluster. Publishers write to the exchange `events`, consumers read the
 * queue `events`, and messages that cannot be processed end in `events.dead`. All three exist before apps start: apps
 * declare nothing themselves, and have no right to.
 *
 * The image is a Docker Official Image, which is rebuilt under the same tag: https://hub.docker.com/_/rabbitmq
 */
export const eventsBroker = rabbitmq(app('events-broker', 'data', []), {
  source: here(import.meta),
  contract: events.contract,
  images: {
    server:
      'docker.io/library/rabbitmq:4.3.6-management@sha256:8dd6e3570ddaa2ef82a6c3a8950e79c1f73893adfbdddbc374fc1f1ac8a0f5dd',
  },
  priority: priorities.critical,
  storage: '20Gi',
  resources: { cpu: '1', memory: '2Gi' },
});

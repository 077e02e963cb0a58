import { authorityVariable } from '../generators/blocks/authority.ts';
import { perUser, route } from '../generators/blocks/gateways/route.ts';
import { availability, latency } from '../generators/blocks/monitoring/objectives/objective.ts';
import { pooled } from '../generators/blocks/pools.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { events, names, payments } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage, standInNote } from './runtimes/own.ts';
import { token, verifiesTokens } from './tokens.ts';

/**
 * Purchases and invoices. It reads from replicas where an answer may be a moment old, and publishes payments to
 * `worker` through the queue. Until `images.yaml` names the company's image it runs podinfo, which has no database.
 */
export const billing = service(names.billing, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 10, on: [requestsPerSecond(80), cpu(70)] },
  resources: { cpu: '250m', memory: '256Mi' },
  priority: priorities.critical,
  routes: [route('api', '/v1/billing', { auth: token, limit: perUser(5), versioned: true })],
  objectives: [availability(99.9), latency(99, '500ms')],
  uses: {
    payments: pooled(payments.readWrite, 10),
    replicas: pooled(payments.readOnly, 10),
    events: events.publish,
  },
  parts: [verifiesTokens],
  env: ({ uses }) => ({
    DATABASE_URL: uses.payments.url,
    DATABASE_POOL_MAX: String(uses.payments.pool),
    DATABASE_RO_URL: uses.replicas.url,
    DATABASE_RO_POOL_MAX: String(uses.replicas.pool),
    AMQP_URL: uses.events.url,
    ...authorityVariable(uses.events, 'AMQP_CA_FILE'),
    ...authorityVariable(uses.payments),
  }),
  notes: ({ runtime }) => standInNote('billing', runtime, 'which has no database'),
});

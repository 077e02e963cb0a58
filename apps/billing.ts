import { authorityFiles, authorityVariable } from '../generators/blocks/authority.ts';
import { calls } from '../generators/blocks/names.ts';
import { poolSize } from '../generators/blocks/poolSize.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { events, names, payments } from './names.ts';
import { priorities } from './priorities.ts';
import { tokenIssuer, tokenKeys } from './realm.ts';
import { ownImage, standInNote } from './runtimes/own.ts';

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
  published: 'http',
  uses: {
    payments: payments.readWrite,
    replicas: payments.readOnly,
    events: events.publish,
    auth: calls(names.auth, 'http'),
  },
  options: {
    connections: poolSize(10, { to: ' to the primary, and as many to replicas' }),
  },
  env: ({ uses, settings, inputs }) => ({
    DATABASE_URL: uses.payments.url,
    DATABASE_POOL_MAX: String(settings.connections),
    DATABASE_RO_URL: uses.replicas.url,
    DATABASE_RO_POOL_MAX: String(settings.connections),
    AMQP_URL: uses.events.url,
    OIDC_ISSUER: tokenIssuer(inputs),
    OIDC_JWKS_URL: tokenKeys(uses.auth),
    ...authorityVariable(uses.payments),
    OTEL_SERVICE_NAME: names.billing.name,
  }),
  files: ({ uses }) => authorityFiles(uses.payments),
  notes: ({ runtime }) => standInNote('billing', runtime, 'which has no database'),
});

import { authorityVariable } from '../generators/blocks/authority.ts';
import { perUser, route } from '../generators/blocks/gateways/route.ts';
import { migration } from '../generators/blocks/jobs/migration.ts';
import { availability, latency } from '../generators/blocks/monitoring/objectives/objective.ts';
import { calls, cloudIdentity } from '../generators/blocks/names.ts';
import { pooled } from '../generators/blocks/pools.ts';
import { s3Environment } from '../generators/blocks/s3.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { answers, events, names, uploadShards, uploads, users } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImageCalledInside } from './runtimes/own.ts';
import { token, verifiesTokens } from './tokens.ts';

/** The API the mobile app talks to. It answers requests, and publishes work that can wait to the queue. */
export const api = service(names.api, {
  source: here(import.meta),
  runtime: ownImageCalledInside,
  scale: { min: 3, max: 30, on: [requestsPerSecond(80), cpu(70)] },
  resources: { cpu: '500m', memory: '512Mi' },
  priority: priorities.critical,
  routes: [route('api', '/v1', { auth: token, limit: perUser(20), versioned: true })],
  objectives: [availability(99.9), latency(99, '500ms')],
  uses: {
    users: pooled(users.readWrite, 10),
    replicas: pooled(users.readOnly, 10),
    answers: answers.use,
    events: events.publish,
    uploads: uploads.sign,
    identity: cloudIdentity,
    inapp: calls(names.inapp, 'internal'),
  },
  parts: [
    verifiesTokens,
    migration({ database: users.direct, minutes: 15, resources: { cpu: '100m', memory: '256Mi' } }),
  ],
  env: ({ uses, inputs }) => ({
    DATABASE_URL: uses.users.url,
    DATABASE_POOL_MAX: String(uses.users.pool),
    DATABASE_RO_URL: uses.replicas.url,
    DATABASE_RO_POOL_MAX: String(uses.replicas.pool),
    VALKEY_URL: uses.answers.url,
    ...authorityVariable(uses.answers, 'VALKEY_CA_FILE'),
    AMQP_URL: uses.events.url,
    ...authorityVariable(uses.events, 'AMQP_CA_FILE'),
    STORAGE_API: uses.uploads.api,
    STORAGE_BUCKET: uses.uploads.bucket,
    ...(uses.uploads.endpoint && { STORAGE_ENDPOINT: uses.uploads.endpoint }),
    ...(uses.uploads.account && { STORAGE_ACCOUNT: uses.uploads.account }),
    ...(uses.uploads.api === 's3' && s3Environment(uses.uploads, inputs.cluster)),
    // An upload stays with the pod it began at: the app hands out /files/0/ to /files/<shards - 1>/.
    UPLOAD_SHARDS: String(uploadShards),
    CENTRIFUGO_API_URL: uses.inapp.url,
    CENTRIFUGO_API_KEY: uses.inapp.credential('api-key'),
  }),
});

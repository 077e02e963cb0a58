import { calls, cloudIdentity } from '../generators/blocks/names.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { answers, events, names, uploads, users } from './names.ts';
import { ownImage } from './runtimes/own.ts';

/** The API the mobile app talks to. It answers requests, and leaves to the queue what need not be done at once. */
export const api = service(names.api, {
  source: 'apps/api.ts',
  runtime: ownImage,
  scale: { min: 3, max: 30, on: [requestsPerSecond(80), cpu(70)] },
  resources: { cpu: '500m', memory: '512Mi' },
  priority: 'critical',
  published: 'http',
  uses: {
    users: users.readWrite,
    replicas: users.readOnly,
    answers: answers.use,
    events: events.publish,
    uploads: uploads.write,
    identity: cloudIdentity,
    auth: calls(names.auth, 'http'),
    inapp: calls(names.inapp, 'internal'),
  },
  env: ({ uses, inputs }) => ({
    DATABASE_URL: uses.users.url,
    DATABASE_RO_URL: uses.replicas.url,
    VALKEY_URL: uses.answers.url,
    AMQP_URL: uses.events.url,
    S3_BUCKET: uses.uploads.bucket,
    OIDC_ISSUER: `https://auth.${inputs.environment.domain}/realms/mobile`,
    OIDC_JWKS_URL: `${uses.auth.url}/realms/mobile/protocol/openid-connect/certs`,
    CENTRIFUGO_API_URL: uses.inapp.url,
    CENTRIFUGO_API_KEY: uses.inapp.credential('api-key'),
    OTEL_SERVICE_NAME: names.api.name,
  }),
});

import { open, perAddress, route } from '../generators/blocks/gateways/route.ts';
import { availability } from '../generators/blocks/monitoring/objectives/objective.ts';
import { calls } from '../generators/blocks/names.ts';
import { pooled } from '../generators/blocks/pools.ts';
import { providing } from '../generators/blocks/providing.ts';
import { hostOf } from '../generators/blocks/runtime.ts';
import { cpu } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { identities, names, userTokens } from './names.ts';
import { priorities } from './priorities.ts';
import { authAddress, Realm, realmPath } from './realm.ts';
import { realmJob } from './realmJob.ts';
import { redirectMistakes } from './redirects.ts';
import { keycloak, keycloakShutdown } from './runtimes/keycloak.ts';

const keycloakService = service(names.auth, {
  source: here(import.meta),
  runtime: keycloak,
  // Logins are CPU: about 15 a second and core.
  scale: { min: 3, max: 9, on: [cpu(70)] },
  resources: { cpu: '2', memory: '2Gi' },
  priority: priorities.critical,
  routes: [
    route('auth', ({ settings }) => realmPath(settings.realm as Realm), {
      name: 'realms-mobile',
      auth: open('Here callers get their tokens.'),
      limit: perAddress(20),
    }),
    route('auth', '/resources', { auth: open('What pages of the login are made of.') }),
  ],
  callersKnownBy: 'Keycloak is where callers get their tokens',
  objectives: [availability(99.9)],
  uses: {
    identities: pooled(identities.readWrite, 20, { least: 5 }),
    peers: calls(names.auth, 'jgroups'),
    heartbeat: calls(names.auth, 'jgroups-fd'),
  },
  options: { realm: Realm },
  parts: [realmJob],
  mistakes: ({ settings, inputs }) => redirectMistakes(settings.realm.redirects, inputs),
  // By default it binds to an address of RFC 1918, and not every cluster gives its pods such addresses.
  podFields: { KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS: 'status.podIP' },
  env: ({ uses, inputs, own }) => ({
    KC_DB: 'postgres',
    KC_DB_URL: uses.identities.jdbc,
    KC_DB_USERNAME: uses.identities.username,
    KC_DB_PASSWORD: uses.identities.password,
    KC_DB_POOL_INITIAL_SIZE: String(uses.identities.pool),
    KC_DB_POOL_MIN_SIZE: String(uses.identities.pool),
    KC_DB_POOL_MAX_SIZE: String(uses.identities.pool),
    KC_HOSTNAME: authAddress(inputs.environment),
    KC_HTTP_ENABLED: 'true',
    KC_PROXY_HEADERS: 'xforwarded',
    // Beyond this limit it answers 503 at once instead of letting all requests wait.
    KC_HTTP_MAX_QUEUED_REQUESTS: '1000',
    KC_HEALTH_ENABLED: 'true',
    KC_METRICS_ENABLED: 'true',
    KC_LOG_CONSOLE_OUTPUT: 'json',
    KC_SHUTDOWN_DELAY: `${keycloakShutdown.delay}s`,
    KC_SHUTDOWN_TIMEOUT: `${keycloakShutdown.timeout}s`,
    KC_BOOTSTRAP_ADMIN_USERNAME: own('admin-username'),
    KC_BOOTSTRAP_ADMIN_PASSWORD: own('admin-password'),
  }),
});

/**
 * Keycloak: registration, login and tokens. Its pods find each other through the database and share their caches.
 * Its routes name the realm of the app's users and what the pages of its login need, and nothing else: `/admin` and the
 * realm of administrators are for the inside alone.
 * The first administrator is temporary: make a real one, then delete it.
 * Variables: https://www.keycloak.org/server/all-config
 */
export const auth = providing(keycloakService, {
  contract: userTokens.contract,
  provider: 'keycloak',
  onStandby: 'program',
  port: 'http',
  endpoint(_, settings, { domain }) {
    const realm = settings.realm as Realm;
    const { podNames = [names.auth.name] } = keycloakService;
    const [host, port] = [hostOf(names.auth), keycloak.ports.http];
    return {
      kind: 'issuer',
      issuer: `${authAddress({ domain })}${realmPath(realm)}`,
      audiences: [realm.audience],
      keys: `http://${host}:${port}${realmPath(realm)}/protocol/openid-connect/certs`,
      host,
      port,
      peer: { app: names.auth.name, namespace: names.auth.tier, podNames },
    };
  },
});

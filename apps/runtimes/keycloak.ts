import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * Seconds after SIGTERM: first Keycloak tells clients to reconnect to other pods, then it completes running requests.
 */
export const keycloakShutdown = { delay: 10, timeout: 30 } as const;

/**
 * Keycloak, stock image. Vendor of the database, health and metrics are options of its build, and the stock image is
 * built for none of them: `start` notices that, builds again in `lib/quarkus` and continues, which takes 20 s and more
 * once per pod. Under a read-only root file system that folder must be a volume, and one that holds what the image has
 * there: with an empty one, or none, Keycloak does not start. An image of one's own, built with the same options, runs
 * the same way without building again: https://www.keycloak.org/server/containers.
 *
 * Health and metrics: https://www.keycloak.org/server/management-interface. Ports between pods:
 * https://www.keycloak.org/server/caching#_network_ports. User: `quarkus/container/Dockerfile` of
 * https://github.com/keycloak/keycloak.
 */
export const keycloak: Runtime<'http' | 'management' | 'jgroups' | 'jgroups-fd'> = {
  image: 'quay.io/keycloak/keycloak:26.8.0@sha256:b0f60d489d51c5d113390bdf5461d4c06e6051be026c05549f2e1e10ec352bcc',
  user: 1000,
  group: 1000,
  ports: { http: 8080, management: 9000, jgroups: 7800, 'jgroups-fd': 57800 },
  startup: { port: 'management', path: '/health/started' },
  readiness: { port: 'management', path: '/health/ready' },
  liveness: { port: 'management', path: '/health/live' },
  metrics: { port: 'management', path: '/metrics' },
  // https://www.keycloak.org/observability/metrics-for-troubleshooting-http. Buckets only with `http-metrics-slos`.
  requests: {
    answered: { metric: 'http_server_requests_seconds_count' },
    failed: { metric: 'http_server_requests_seconds_count', where: 'outcome="SERVER_ERROR"' },
    endpoint: 'uri',
  },
  // "The base memory usage for a Pod including caches of Realm data and 10,000 cached sessions is 1250 MB of RAM". The heap
  // is 70 % of the limit without another word: `JAVA_OPTS_KC_HEAP` in `bin/kc.sh`.
  memory: {
    idle: '1250M',
    source: 'https://www.keycloak.org/high-availability/multi-cluster/concepts-memory-and-cpu-sizing',
  },
  args: ['start'],
  writable: { '/opt/keycloak/data': '256Mi', '/tmp': '128Mi' },
  seeded: { '/opt/keycloak/lib/quarkus': '64Mi' },
  // A rolling update between two versions is not supported; between patch releases it is a preview feature, which is off:
  // https://www.keycloak.org/server/update-compatibility
  oneVersion: 'Keycloak',
  drainSeconds: keycloakShutdown.delay + keycloakShutdown.timeout,
};

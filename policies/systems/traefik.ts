import { at, listAt } from '../kubernetes/reading.ts';
import { reference, referencesAt } from '../kubernetes/reference.ts';
import { namedAt } from './gateways/references.ts';
import { none, type System } from './system.ts';

/** Middlewares of Traefik: https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/middleware/ */
export const traefik: System = {
  pods: none,
  images: none,
  secrets: none,
  references: {
    'traefik.io/Middleware': (from) => [
      ...referencesAt(from, {
        'spec.rateLimit.redis.secret': 'Secret',
        'spec.rateLimit.redis.tls.caSecret': 'Secret',
        'spec.rateLimit.redis.tls.certSecret': 'Secret',
        'spec.basicAuth.secret': 'Secret',
        'spec.digestAuth.secret': 'Secret',
        'spec.forwardAuth.tls.caSecret': 'Secret',
        'spec.forwardAuth.tls.certSecret': 'Secret',
      }),
      ...listAt(from.resource.spec, ['chain', 'middlewares']).flatMap((one, index) =>
        namedAt(from, `spec.chain.middlewares[${index}]`, one, 'Middleware'),
      ),
      ...namedAt(from, 'spec.errors.service', at(from.resource.spec, ['errors', 'service']), 'Service'),
    ],
    'traefik.io/TraefikService': (from) =>
      listAt(from.resource.spec, ['weighted', 'services']).flatMap((one, index) => [
        ...namedAt(from, `spec.weighted.services[${index}]`, one, 'Service'),
        ...reference(
          from,
          `spec.weighted.services[${index}].serversTransport`,
          'ServersTransport',
          at(one, ['serversTransport']),
        ),
      ]),
    'traefik.io/ServersTransport': (from) =>
      referencesAt(from, { 'spec.rootCAs[].secret': 'Secret', 'spec.rootCAs[].configMap': 'ConfigMap' }),
  },
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};

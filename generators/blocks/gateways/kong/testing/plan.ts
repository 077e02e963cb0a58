import { exampleClusters } from '../../../../testing/clusters.ts';
import { platformOf } from '../../../../testing/platform.ts';
import type { Shared } from '../../../platform/clusterApp.ts';
import type { RoutePlan } from '../../plan.ts';

/** A route with a token, a limit and a size, in Kong's tests. */
export const apiPlan: RoutePlan = {
  name: 'api-v1',
  app: 'api',
  namespace: 'backend',
  protocol: 'http',
  host: 'api.example.com',
  paths: [{ path: '/v1', service: 'api', port: 8080 }],
  exact: false,
  methods: [],
  headers: {},
  tokens: { issuer: 'https://auth.example.com/realms/mobile', audience: 'mobile-backend', keys: 'http://auth/keys' },
  limit: { per: 'user', requests: 20, every: 'second' },
  exchange: 'ordinary',
  seconds: 15,
  largest: 1048576,
  origins: [],
  closed: [],
};

/** The same without what only some routes have. */
export function openPlan(changes: Partial<RoutePlan> = {}): RoutePlan {
  const { tokens: _tokens, limit: _limit, ...open } = apiPlan;
  return { ...open, name: 'login', app: 'auth', namespace: 'identity', ...changes };
}

/** A cluster with three zones whose gateway is Kong. */
export function kongShared(): Shared {
  const { inputs, labels } = platformOf('google');
  return { inputs: { ...inputs, cluster: { ...exampleClusters.google, gateway: 'kong' } }, labels };
}

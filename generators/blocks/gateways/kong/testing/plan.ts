import { exampleClusters } from '../../../../testing/clusters.ts';
import { platformOf } from '../../../../testing/platform.ts';
import type { Shared } from '../../../platform/clusterApp.ts';
import type { VerifiedRoute } from '../../plan.ts';
import { tokenPlan } from '../../testing/plan.ts';

/** A route with a token, a limit and a size, in Kong's tests. */
export const apiPlan = tokenPlan({ limit: { per: 'user', requests: 20, every: 'second' }, largest: 1048576 });

/** The same without what only some routes have. */
export function openPlan(changes: Partial<VerifiedRoute> = {}): VerifiedRoute {
  const { tokens: _tokens, limit: _limit, ...open } = apiPlan;
  return { ...open, name: 'login', app: 'auth', namespace: 'identity', ...changes };
}

/** A cluster with three zones whose gateway is Kong. */
export function kongShared(): Shared {
  const { inputs, labels } = platformOf('google');
  return { inputs: { ...inputs, cluster: { ...exampleClusters.google, gateway: 'kong' } }, labels };
}

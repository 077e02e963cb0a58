import { Type } from 'typebox';
import { declare, fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import { promotable } from '../../model/settings/promotable.ts';
import { gatewayName, gatewayNamespace, versionHeader } from '../../upstream/gateways.ts';
import { podsOf, tcp } from '../networking/peers.ts';
import type { Part } from '../part.ts';
import { fetchedAccount } from '../secrets/fetchedAccount.ts';
import type { Workload } from '../workload/workload.ts';
import { httpRoute } from './httpRoute.ts';
import { gatewayOf } from './kinds.ts';
import { limitsAccount } from './limits.ts';
import { type DeclaredRoute, planOf, portsBehind, type RouteOwner } from './plan.ts';
import type { Route } from './route.ts';

/** The kind of fact that routes are: gateways collect it. */
export const publicRoute = fact<DeclaredRoute>('public-route');

const LeastAppVersion = promotable(
  Type.String({
    pattern: '^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$',
    title: 'a version such as 1.4.0',
    default: '0.0.0',
    description: `Least version of the mobile app: older ones, by the header ${versionHeader}, are asked to update (426).`,
  }),
);

/** What of an app may be reached from outside: its routes, and the way from the gateway to the ports they name. */
export function routes(
  all: readonly Route[],
  { shards, podNames }: Pick<RouteOwner, 'shards' | 'podNames'> = {},
): Part {
  return ({ app }) => {
    const plansIn = ({ runtime, inputs }: Pick<Workload, 'runtime' | 'inputs'>): readonly DeclaredRoute[] => {
      const owner: RouteOwner = {
        name: app.name,
        namespace: app.tier,
        ports: runtime.ports,
        ...(shards && { shards }),
        ...(podNames && { podNames }),
      };
      return all.map((route) => planOf(route, owner, inputs as Inputs));
    };
    return {
      ...(all.some(({ versioned }) => versioned) && { settings: { leastAppVersion: LeastAppVersion } }),
      declares: (pods) => {
        const plans = plansIn(pods);
        const isCounted = gatewayOf(pods.inputs.cluster).countsLimits && plans.some(({ limit }) => limit);
        return [
          ...plans.map((plan) => declare(publicRoute, plan)),
          ...(isCounted ? [declare(fetchedAccount, limitsAccount)] : []),
        ];
      },
      callers: (workload) =>
        portsBehind(plansIn(workload)).map((port) => ({
          from: [podsOf(gatewayName, gatewayNamespace)],
          ports: [tcp(port)],
        })),
      serviceAnnotations: (pods) => gatewayOf(pods.inputs.cluster).serviceAnnotations(plansIn(pods)),
      objects: ({ inputs, labels, ...workload }) => {
        const plans = plansIn({ inputs, ...workload });
        return [
          ...plans.map((plan) => httpRoute(plan, gatewayOf(inputs.cluster), labels)),
          ...gatewayOf(inputs.cluster).beside(plans, inputs, labels),
        ];
      },
    };
  };
}

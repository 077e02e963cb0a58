import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { demandedTrouble, healthOf } from '../health.ts';
import type { Live, Simulated, World } from '../model.ts';
import { controllerOf } from './controllerOf.ts';
import type { LiveGateway } from './liveGateway.ts';
import { observedConditions } from './observed.ts';

/** The fields of a route that its controller reads here: those that routes of all protocols have. */
export type LiveRoute = Live<
  Pick<NonNullable<IHTTPRoute['spec']>, 'parentRefs'>,
  { readonly parents?: readonly { readonly parentRef: object; readonly conditions: readonly object[] }[] }
>;

/** Kinds of routes that are simulated. */
export const simulatedRouteKinds = ['HTTPRoute', 'GRPCRoute'] as const;

/**
 * The controller of the Gateways that a route names: https://gateway-api.sigs.k8s.io/reference/spec/#routestatus. It
 * does not look for the Services behind.
 */
export const simulatedRoutes: readonly Simulated<LiveRoute>[] = simulatedRouteKinds.map((kind) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  manager: 'gateway-controller',
  reports: (route, world) => {
    const parents = parentsOf(route, world);
    const health = healthOf(route, parents.length > 0);
    if (health === 'progressing') return undefined;
    const resolved =
      health === 'healthy'
        ? ({ status: 'True', reason: 'ResolvedRefs', message: 'All references resolved' } as const)
        : ({ status: 'False', reason: 'BackendNotFound', message: demandedTrouble } as const);
    return {
      parents: parents.map(({ parentRef, controllerName }, index) => ({
        parentRef,
        controllerName,
        conditions: observedConditions(route, route.status?.parents?.[index], world.now, [
          { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Route was valid' },
          { type: 'ResolvedRefs', ...resolved },
        ]),
      })),
    };
  },
}));

/** The Gateways of a route that exist and have a controller. */
function parentsOf({ metadata, spec }: LiveRoute, world: World) {
  return (spec?.parentRefs ?? []).flatMap((parentRef) => {
    const gateway = world.find('Gateway', parentRef.namespace ?? metadata.namespace ?? '', parentRef.name);
    const controllerName = controllerOf((gateway as LiveGateway | undefined)?.spec?.gatewayClassName ?? '', world);
    return controllerName ? [{ parentRef, controllerName }] : [];
  });
}

/** How many routes name a listener of a Gateway. */
export function attachedRoutes({ metadata }: LiveGateway, listener: string, world: World): number {
  return simulatedRouteKinds
    .flatMap((kind) => world.all(kind) as readonly LiveRoute[])
    .filter(({ metadata: own, spec }) =>
      (spec?.parentRefs ?? []).some(
        ({ name, namespace = own.namespace, sectionName = listener }) =>
          name === metadata.name && namespace === metadata.namespace && sectionName === listener,
      ),
    ).length;
}

import type { GatewayFeatureName } from '../../upstream/gatewayFeatures.ts';
import type { RoutePlan } from './plan.ts';

/** What a gateway has to do for a route. */
export function featuresOf(plan: RoutePlan): readonly GatewayFeatureName[] {
  const isGrpc = plan.protocol === 'grpc';
  const wanted: Readonly<Partial<Record<GatewayFeatureName, boolean>>> = {
    paths: !isGrpc,
    grpc: isGrpc,
    grpcHeaders: isGrpc && Object.keys(plan.headers).length > 0,
    grpcCanary: isGrpc && plan.canary !== undefined,
    grpcEdge: isGrpc && (plan.leastVersion !== undefined || plan.closed.length > 0 || plan.origins.length > 0),
    canary: !isGrpc && plan.canary !== undefined,
    tokens: plan.tokens !== undefined,
    limits: plan.limit !== undefined,
    largest: !isGrpc && plan.exchange === 'ordinary' && plan.largest !== undefined,
    timeouts: !isGrpc && plan.seconds !== undefined,
    cors: !isGrpc && plan.origins.length > 0,
    leastVersion: !isGrpc && plan.leastVersion !== undefined,
    longLived: plan.exchange === 'long-lived',
    uploads: plan.exchange === 'uploads',
  };
  return (Object.keys(wanted) as GatewayFeatureName[]).filter((name) => wanted[name]);
}

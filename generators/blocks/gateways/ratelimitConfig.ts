import { printYaml } from '../../files/yaml.ts';
import type { RoutePlan } from './plan.ts';

/** The domain under which Envoys ask for the limits of routes. */
export const ratelimitDomain = 'gateway';

/**
 * Configuration of Envoy's rate limit service: for each limited route the number of requests of one caller. An Envoy
 * asks with two entries, `route`, the name of the route, and `caller`, the user, device or address. A request that
 * matches no descriptor has no limit.
 * https://github.com/envoyproxy/ratelimit#the-configuration-format
 */
export function ratelimitConfig(plans: readonly RoutePlan[]): string {
  const descriptors = plans.flatMap(({ name, limit }) =>
    limit ? [{ key: 'route', value: name, descriptors: [{ key: 'caller', rate_limit: rateOf(limit) }] }] : [],
  );
  return printYaml({ domain: ratelimitDomain, descriptors });
}

function rateOf({ every, requests }: NonNullable<RoutePlan['limit']>) {
  return { unit: every, requests_per_unit: requests };
}

import type { Resource } from '../../../generators/model/resource.ts';
import { at, textAt } from '../../kubernetes/reading.ts';
import { textsOf } from '../../kubernetes/texts.ts';
import type { ByKind } from '../system.ts';

/** By kind of a gateway's extension: the field by which each of its pods counts requests for itself, if it has one. */
export const countsAlone: ByKind<(resource: Resource) => string | undefined> = {
  'traefik.io/Middleware': ({ spec }) =>
    at(spec, ['rateLimit']) !== undefined && at(spec, ['rateLimit', 'redis']) === undefined
      ? 'spec.rateLimit.redis'
      : undefined,
  'configuration.konghq.com/KongPlugin': kongPolicy,
  'configuration.konghq.com/KongClusterPlugin': kongPolicy,
  'networking.istio.io/EnvoyFilter': ({ spec }) =>
    textsOf(spec, 'spec').find(({ value }) => value.endsWith('.local_ratelimit.v3.LocalRateLimit'))?.field,
};

/** `local` is the default: https://developer.konghq.com/plugins/rate-limiting/reference/ */
function kongPolicy({ plugin, config, configPatches }: Resource): string | undefined {
  if (plugin !== 'rate-limiting' && plugin !== 'response-ratelimiting') return undefined;
  const isPatched = JSON.stringify(configPatches ?? []).includes('"/policy"');
  return isPatched || textAt(config, ['policy']) === 'redis' ? undefined : 'config.policy';
}

import type { Resource } from '../../../model/resource.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { answerHeaders, hiddenHeaders } from '../answerHeaders.ts';
import type { VerifiedRoute } from '../plan.ts';
import { globalPlugin, type Plugin } from './plugin.ts';
import { rulesOf } from './rules.ts';
import { scripts } from './scripts.ts';

/** `kong_http_requests_total` and others, on the port for status: https://developer.konghq.com/plugins/prometheus/ */
const metrics: Plugin = {
  plugin: 'prometheus',
  config: {
    status_code_metrics: true,
    latency_metrics: true,
    bandwidth_metrics: true,
    upstream_health_metrics: true,
    per_consumer: false,
  },
};

const written = Object.entries(answerHeaders).map(([name, value]) => `${name}:${value}`);

/** `replace` is for headers that are there, `add` for those that are not: the backend's own is never left. */
const headers: Plugin = {
  plugin: 'response-transformer',
  config: { remove: { headers: [...hiddenHeaders] }, replace: { headers: written }, add: { headers: written } },
};

/** The plugins that act on every request. */
export function globalPlugins({ labels }: Shared, plans: readonly VerifiedRoute[]): Resource[] {
  const { identity, guard } = scripts(rulesOf(plans));
  const all = {
    'gateway-identity': identity,
    'gateway-guard': guard,
    'gateway-headers': headers,
    'gateway-metrics': metrics,
  };
  return Object.entries(all).map(([name, plugin]) => globalPlugin(name, plugin, labels));
}

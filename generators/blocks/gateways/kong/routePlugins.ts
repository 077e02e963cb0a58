import { corsOf } from '../cors.ts';
import type { RoutePlan } from '../plan.ts';
import { corsPlugin } from './corsPlugin.ts';
import { limitPlugin } from './limitPlugin.ts';
import type { Plugin } from './plugin.ts';
import { pluginAccountName } from './pluginAccount.ts';
import { tokenPlugin } from './tokenPlugin.ts';

/**
 * The plugins of one route, by the name of their KongPlugin. The order in which they act is Kong's, whatever their order
 * here: `cors` (2000), `jwt` (1450), `request-size-limiting` (951), `rate-limiting` (910).
 * https://developer.konghq.com/gateway/entities/plugin/#plugin-priority
 */
export function routePlugins(plan: RoutePlan): Readonly<Record<string, Plugin>> {
  const { name, app, tokens, limit, largest, exchange, protocol } = plan;
  const cors = corsOf(plan);
  // A stream has no end by which its size would be known.
  const sized = exchange === 'ordinary' && protocol === 'http' && largest !== undefined;
  return {
    ...(cors && { [`${name}-cors`]: corsPlugin(cors) }),
    ...(tokens !== undefined && { [`${name}-token`]: tokenPlugin }),
    ...(sized && { [`${name}-size`]: sizePlugin(largest) }),
    ...(limit && { [`${name}-limit`]: limitPlugin(limit, pluginAccountName(app)) }),
  };
}

function sizePlugin(largest: number): Plugin {
  return {
    plugin: 'request-size-limiting',
    config: { allowed_payload_size: largest, size_unit: 'bytes', require_content_length: false },
  };
}

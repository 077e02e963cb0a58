import { versionHeader } from '../../../upstream/gateways.ts';

/**
 * Values of the chart for the log of requests: one line of JSON for each, without query and without headers, because both
 * may hold tokens; but for those that say which version of which client called, and in which trace.
 * https://doc.traefik.io/traefik/reference/install-configuration/observability/logs-and-accesslogs/
 */
export const traefikAccessLog = {
  enabled: true,
  format: 'json',
  fields: {
    defaultMode: 'keep',
    queryParameters: { defaultMode: 'drop' },
    headers: {
      defaultMode: 'drop',
      names: { Authorization: 'drop', 'User-Agent': 'keep', [versionHeader]: 'keep', Traceparent: 'keep' },
    },
  },
} as const;

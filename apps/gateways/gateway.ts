import { Type } from 'typebox';
import { gateway, gatewayKeys } from '../../generators/blocks/gateways/gatewayApp.ts';
import { gatewayTargets } from '../../generators/blocks/gateways/gatewayTargets.ts';
import { publicRoute } from '../../generators/blocks/gateways/routes.ts';
import { tokenIssuer } from '../../generators/blocks/gateways/tokens.ts';
import { gatewayAlerts } from '../../generators/blocks/monitoring/alerts/gateways.ts';
import { monitored } from '../../generators/blocks/monitoring/targets/monitored.ts';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { here } from '../../generators/blocks/source.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';

const source = here(import.meta);

const objects = clusterApp('gateway', {
  source,
  stage: 'gateways',
  settings: Type.Object(
    { enabled: Type.Boolean({ default: true, description: 'Whether a cluster lets anybody in.' }) },
    { ...closed, description: `Settings of ${source}.` },
  ),
  collects: [publicRoute, tokenIssuer],
  parts: [gateway],
  declares: gatewayKeys,
});

/** The gateway of a cluster: where traffic from outside enters, and goes where the routes of apps say. */
export const gatewayApp = monitored(objects, {
  targets: gatewayTargets,
  alerts: ({ cluster }) => gatewayAlerts(cluster.gateway)({ name: gatewayName, namespace: gatewayNamespace }),
});

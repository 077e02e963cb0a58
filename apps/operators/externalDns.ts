import { provesInZone } from '../../generators/blocks/gateways/zone/issuers.ts';
import { zoneProvider } from '../../generators/blocks/gateways/zone/zoneProvider.ts';
import { neverElects } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { resources } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { operatorPriority } from './priority.ts';

const name = 'external-dns';

/**
 * ExternalDNS: enters the hosts of routes into the zone of the environment, with the address of the gateway. Only the
 * active cluster does; on a standby cluster it is there without a pod, because a chart that nothing calls for any more
 * would run on. All clusters of an environment are one owner of the records, or the next active one could not move those
 * of the last. Records are changed and never deleted: a new active cluster would delete hosts whose apps are not up yet.
 * Values: `charts/external-dns/values.yaml` of https://github.com/kubernetes-sigs/external-dns
 */
export const externalDnsOperator = operator({
  name,
  source: here(import.meta),
  namespace: name,
  groups: ['externaldns.k8s.io'],
  requires: ['gateway-api'],
  crds: 'unprunable',
  identity: { of: 'zone', may: ({ dns }) => (dns ? [{ to: 'zone', zone: dns, may: 'records' }] : []) },
  leaders: {
    [name]: neverElects(
      'https://github.com/kubernetes-sigs/external-dns/blob/v0.22.0/docs/proposal/001-leader-election.md',
    ),
  },
  // Where there is a zone, an authority outside proves hosts in it.
  serves: provesInZone,
  declares: () => [operatorMetrics({ name, namespace: name }, { 'app.kubernetes.io/name': name }, { port: 7979 })],
  values: (inputs) => ({
    replicaCount: inputs.cluster.role === 'active' ? 1 : 0,
    sources: ['gateway-httproute', 'gateway-grpcroute'],
    gatewayNamespace,
    domainFilters: [inputs.environment.domain],
    policy: 'upsert-only',
    registry: 'txt',
    txtOwnerId: `${inputs.fleet.name}-${inputs.environment.name}`,
    logFormat: 'json',
    priorityClassName: operatorPriority(inputs),
    resources: resources('25m', '128Mi'),
    ...zoneProvider(name, inputs, {
      'gateway-name': gatewayName,
      // How long clients may keep the address of a cluster that is not the active one any more.
      'min-ttl': '60s',
    }),
  }),
});

import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Resource } from '../../../model/resource.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules, identityRule } from '../../networking/egress.ts';
import { inNamespace, networks, publicInternet, tcp } from '../../networking/peers.ts';
import { distinctRules, metricsRule, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import {
  instanceLabels,
  type PoolerType,
  poolerLabels,
  poolerName,
  poolerPorts,
  poolers,
  postgresPorts,
} from './names.ts';
import { type PostgresSystem, type Store, storesOf } from './system.ts';

/** Namespace and label of the operator, as its Helm chart and its manifest have them. */
const operator = {
  ...inNamespace('cnpg-system'),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
};

/** The policies of a database: of its instances, and of each of its poolers. */
export function postgresPolicies(system: PostgresSystem): Resource[] {
  const pooled = system.images.pooler === undefined ? [] : Object.values(poolers);
  return [instancePolicy(system), ...pooled.map((type) => poolerPolicy(system, type))];
}

/**
 * Lets in the poolers and who calls the server itself; Prometheus and the operator. Lets out to the API
 * server, which every instance talks to all the time, and to the archives. Instances reach each other both ways: to
 * replicate, and on the status port, where a primary that sees neither the API server nor any other instance finds out
 * that it is cut off. The selector takes in the pods of the jobs that set up an instance, and leaves out poolers, which
 * carry the same label of the cluster.
 * https://cloudnative-pg.io/documentation/current/networking/ ·
 * https://cloudnative-pg.io/documentation/current/instance_manager/#primary-isolation
 */
function instancePolicy(system: PostgresSystem): Resource {
  const { name, images, inputs } = system;
  const { postgres, status, metrics } = postgresPorts;
  const pods = {
    matchLabels: { 'cnpg.io/cluster': name },
    matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
  };
  const own = [{ podSelector: pods }];
  const poolerPods = { podSelector: { matchLabels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'pooler' } } };
  const clients = images.pooler === undefined ? userPods(inputs) : [poolerPods, ...userPods(inputs, ['direct'])];
  return closedPolicy(metadataOf(system), pods, {
    ingress: [
      ...(clients.length > 0 ? [{ from: clients, ports: [tcp(postgres)] }] : []),
      { from: [...own, operator], ports: [tcp(postgres), tcp(status)] },
      metricsRule(inputs, metrics),
    ],
    egress: [
      dnsRule(inputs.cluster),
      ...edgeRules(inputs),
      { to: own, ports: [tcp(postgres), tcp(status)] },
      ...archiveRules(system),
    ],
  });
}

/** Lets in the apps that use this pooler, and Prometheus; lets out to instances and, to learn of changes, the API server. */
function poolerPolicy(system: PostgresSystem, type: PoolerType): Resource {
  const { name, inputs } = system;
  const clients = userPods(inputs, usesOf(type));
  const { postgres, metrics } = poolerPorts;
  return closedPolicy(
    metadataOf(system, poolerName(name, type)),
    { matchLabels: poolerLabels(name, type) },
    {
      ingress: [
        ...(clients.length > 0 ? [{ from: clients, ports: [tcp(postgres)] }] : []),
        metricsRule(inputs, metrics),
      ],
      egress: [
        dnsRule(inputs.cluster),
        ...edgeRules(inputs),
        { to: [{ podSelector: { matchLabels: instanceLabels(name) } }], ports: [tcp(postgresPorts.postgres)] },
      ],
    },
  );
}

/** How apps use the database that call this pooler. */
function usesOf(type: PoolerType): string[] {
  return Object.entries(poolers).flatMap(([use, served]) => (served === type ? [use] : []));
}

/** The buckets, and where tokens are exchanged for access to them. */
function archiveRules(system: PostgresSystem): INetworkPolicyEgressRule[] {
  return distinctRules(storesOf(system).flatMap((store) => [bucketRule(store), ...exchangeRules(system, store)]));
}

function bucketRule({ archive: { settings, endpoint } }: Store): INetworkPolicyEgressRule {
  const url = endpoint === undefined ? undefined : new URL(endpoint);
  const port = Number(url?.port || (url?.protocol === 'http:' ? 80 : 443));
  return { to: settings.networks ? networks(settings.networks) : [publicInternet], ports: [tcp(port)] };
}

function exchangeRules({ inputs }: PostgresSystem, { archive, access }: Store): INetworkPolicyEgressRule[] {
  if (access.tokens.length > 0) return [{ to: [publicInternet], ports: [tcp(443)] }];
  return archive.settings.secret === undefined ? identityRule(inputs.cluster) : [];
}

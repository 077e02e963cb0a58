import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { Resource } from '../../../model/resource.ts';
import {
  clusterLabel,
  cnpgNamespace,
  cnpgOperatorPods,
  instancePods,
  podRoleLabel,
  poolerPods,
  poolerPorts,
  postgresPorts,
} from '../../../upstream/cloudNativePg.ts';
import { someLabels } from '../../../upstream/labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules, identityRule } from '../../networking/egress.ts';
import { cloudServices, inNamespace, networks, tcp } from '../../networking/peers.ts';
import { distinctRules, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { type PoolerType, poolerLabels, poolerName, poolers } from './names.ts';
import { type PostgresSystem, type Store, storesOf } from './system.ts';

/** Pods of the operator. */
const operator = { ...inNamespace(cnpgNamespace), podSelector: { matchLabels: { ...cnpgOperatorPods } } };

/** NetworkPolicies of the instances and of each pooler. */
export function postgresPolicies(system: PostgresSystem): Resource[] {
  const pooled = system.images.pooler === undefined ? [] : Object.values(poolers);
  return [instancePolicy(system), ...pooled.map((type) => poolerPolicy(system, type))];
}

/**
 * NetworkPolicy of the instances. It lets in poolers, apps that call the server directly, Prometheus and the operator.
 * It lets out to the API server, which every instance calls all the time, and to the archives. Instances connect to
 * each other for replication, and on the status port: a primary that reaches neither the API server nor any other
 * instance learns there that it is isolated. The selector includes the pods of jobs that set up an instance. It
 * excludes poolers, which have the same label of the cluster.
 * https://cloudnative-pg.io/documentation/current/networking/ ·
 * https://cloudnative-pg.io/documentation/current/instance_manager/#primary-isolation
 */
function instancePolicy(system: PostgresSystem): Resource {
  const { name, images, inputs } = system;
  const { postgres, status, metrics } = postgresPorts;
  const pods = {
    matchLabels: { [clusterLabel]: name },
    matchExpressions: [{ key: podRoleLabel, operator: 'NotIn', values: ['pooler'] }],
  };
  const own = [{ podSelector: pods }];
  const ofPoolers = {
    podSelector: { matchLabels: someLabels(poolerPods(name, ''), [clusterLabel, podRoleLabel]) },
  };
  const clients = images.pooler === undefined ? userPods(inputs) : [ofPoolers, ...userPods(inputs, ['direct'])];
  return closedPolicy(metadataOf(system), pods, {
    ingress: [
      ...(clients.length > 0 ? [{ from: clients, ports: [tcp(postgres)] }] : []),
      { from: [...own, operator], ports: [tcp(postgres), tcp(status)] },
      scrapeRule(metrics, inputs.cluster),
    ],
    egress: [
      dnsRule(inputs.cluster),
      ...edgeRules(inputs),
      { to: own, ports: [tcp(postgres), tcp(status)] },
      ...archiveRules(system),
    ],
  });
}

/**
 * NetworkPolicy of one pooler. It lets in the apps that use it, and Prometheus. It lets out to instances, and to the
 * API server, from which it learns of changes.
 */
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
        scrapeRule(metrics, inputs.cluster),
      ],
      egress: [
        dnsRule(inputs.cluster),
        ...edgeRules(inputs),
        { to: [{ podSelector: { matchLabels: { ...instancePods(name) } } }], ports: [tcp(postgresPorts.postgres)] },
      ],
    },
  );
}

/** Ways of using the database that this pooler serves. */
function usesOf(type: PoolerType): string[] {
  return Object.entries(poolers).flatMap(([use, served]) => (served === type ? [use] : []));
}

/** Egress to the buckets, and to the services that exchange tokens for access to them. */
function archiveRules(system: PostgresSystem): INetworkPolicyEgressRule[] {
  return distinctRules(
    storesOf(system).flatMap((store) => [bucketRule(system, store), ...exchangeRules(system, store)]),
  );
}

function bucketRule({ inputs }: PostgresSystem, { archive: { settings, endpoint } }: Store): INetworkPolicyEgressRule {
  const url = endpoint === undefined ? undefined : new URL(endpoint);
  const port = Number(url?.port || (url?.protocol === 'http:' ? 80 : 443));
  const to = settings.networks ? networks(settings.networks) : cloudServices(inputs.cluster);
  return { to, ports: [tcp(port)] };
}

function exchangeRules({ inputs }: PostgresSystem, { archive, access }: Store): INetworkPolicyEgressRule[] {
  if (access.tokens.length > 0) return [{ to: cloudServices(inputs.cluster), ports: [tcp(443)] }];
  return archive.settings.secret === undefined ? identityRule(inputs.cluster) : [];
}

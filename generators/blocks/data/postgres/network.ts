import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { Resource } from '../../../model/resource.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules, identityRule } from '../../networking/egress.ts';
import { inNamespace, networks, podsOf, publicInternet, tcp } from '../../networking/peers.ts';
import { type Database, type Store, storesOf } from './database.ts';
import { type PoolerType, poolerLabels, poolerName, poolerPorts, poolers } from './pooler.ts';

/** Where an instance listens: https://cloudnative-pg.io/documentation/current/security/#exposed-ports */
export const postgresPorts = { postgres: 5432, status: 8000, metrics: 9187 } as const;

/** Labels of the pods of instances alone: https://cloudnative-pg.io/documentation/current/labels_annotations/ */
export function instanceLabels(database: string): Record<string, string> {
  return { 'cnpg.io/cluster': database, 'cnpg.io/podRole': 'instance' };
}

/** Namespace and label of the operator, as its Helm chart and its manifest have them. */
const operator = {
  ...inNamespace('cnpg-system'),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
};

/** The policies of a database: of its instances, and of each of its poolers. */
export function postgresPolicies(database: Database): Resource[] {
  const pooled = database.poolerImage === undefined ? [] : Object.values(poolers);
  return [instancePolicy(database), ...pooled.map((type) => poolerPolicy(database, type))];
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
function instancePolicy(database: Database): Resource {
  const { app, name, inputs, poolerImage } = database;
  const { postgres, status, metrics } = postgresPorts;
  const pods = {
    matchLabels: { 'cnpg.io/cluster': name },
    matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
  };
  const own = [{ podSelector: pods }];
  const poolerPods = { podSelector: { matchLabels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'pooler' } } };
  const clients = poolerImage === undefined ? callers(database) : [poolerPods, ...callers(database, ['direct'])];
  return policy(database, app.name, pods, {
    ingress: [
      ...(clients.length > 0 ? [{ from: clients, ports: [tcp(postgres)] }] : []),
      { from: [...own, operator], ports: [tcp(postgres), tcp(status)] },
      prometheus(database, metrics),
    ],
    egress: [
      dnsRule(inputs.cluster),
      ...edgeRules(inputs),
      { to: own, ports: [tcp(postgres), tcp(status)] },
      ...archiveRules(database),
    ],
  });
}

/** Lets in the apps that use this pooler, and Prometheus; lets out to instances and, to learn of changes, the API server. */
function poolerPolicy(database: Database, type: PoolerType): Resource {
  const { name, inputs } = database;
  const clients = callers(database, usesOf(type));
  const { postgres, metrics } = poolerPorts;
  return policy(
    database,
    poolerName(name, type),
    { matchLabels: poolerLabels(name, type) },
    {
      ingress: [
        ...(clients.length > 0 ? [{ from: clients, ports: [tcp(postgres)] }] : []),
        prometheus(database, metrics),
      ],
      egress: [
        dnsRule(inputs.cluster),
        ...edgeRules(inputs),
        { to: [{ podSelector: { matchLabels: instanceLabels(name) } }], ports: [tcp(postgresPorts.postgres)] },
      ],
    },
  );
}

function policy(
  { app, labels }: Database,
  name: string,
  podSelector: NonNullable<INetworkPolicy['spec']>['podSelector'],
  rules: { ingress: INetworkPolicyIngressRule[]; egress: INetworkPolicyEgressRule[] },
): Resource {
  return closedPolicy({ name, namespace: app.tier, labels }, podSelector, rules);
}

/** The pods of the apps that use the database, each once; or those alone that use it in certain ways. */
function callers({ inputs }: Database, uses?: readonly string[]) {
  const using = inputs.graph.usedBy.filter(({ port }) => uses === undefined || uses.includes(port));
  return [...new Map(using.map(({ app, tier }) => [app, podsOf(app, tier)])).values()];
}

/** How apps use the database that call this pooler. */
function usesOf(type: PoolerType): string[] {
  return Object.entries(poolers).flatMap(([use, served]) => (served === type ? [use] : []));
}

function prometheus({ inputs }: Database, port: number): INetworkPolicyIngressRule {
  return { from: [inNamespace(inputs.fleet.prometheus.namespace)], ports: [tcp(port)] };
}

/** The buckets, and where tokens are exchanged for access to them. */
function archiveRules(database: Database): INetworkPolicyEgressRule[] {
  const rules = storesOf(database).flatMap((store) => [bucketRule(store), ...exchangeRules(database, store)]);
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function bucketRule({ archive: { settings, endpoint } }: Store): INetworkPolicyEgressRule {
  const url = endpoint === undefined ? undefined : new URL(endpoint);
  const port = Number(url?.port || (url?.protocol === 'http:' ? 80 : 443));
  return { to: settings.networks ? networks(settings.networks) : [publicInternet], ports: [tcp(port)] };
}

function exchangeRules({ inputs }: Database, { archive, access }: Store): INetworkPolicyEgressRule[] {
  if (access.tokens.length > 0) return [{ to: [publicInternet], ports: [tcp(443)] }];
  return archive.settings.secret === undefined ? identityRule(inputs.cluster) : [];
}

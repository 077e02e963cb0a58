import { isDeepStrictEqual } from 'node:util';
import type { TokenIssuer } from '../blocks/gateways/tokens.ts';
import { access, type OutsideAccess } from '../blocks/outside/access.ts';
import { type EntryKeys, entryKeys } from '../blocks/outside/entryKeys.ts';
import { type LoginClient, loginClient } from '../blocks/outside/loginClient.ts';
import { developmentSecrets } from '../blocks/platform/developmentSecrets.ts';
import { secretStore } from '../blocks/secrets/externalSecret.ts';
import type { LinkedCluster } from '../link/clusters.ts';
import { clusterAt, environmentAt } from '../link/level.ts';
import { declaredAs, declaredBy, type Graph, issuersAt } from '../link/link.ts';
import { calledFor } from '../link/operators.ts';
import { promotedCluster } from '../link/promoted.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import { attemptRender } from '../render/attempt.ts';
import { fetchedBy } from '../upstream/externalSecrets.ts';
import { distinct } from './distinct.ts';
import { hostsIn, hostsNamed, hostsPublished, type NamedHost } from './hosts.ts';
import type { Bucket, ClusterNeeds, NeededEntry, NeededHost, NeededIdentity } from './needs.ts';
import { type BrokerUse, brokerUses, neededQueues } from './queues.ts';

/** The objects of an app in a cluster. */
export interface AppObjects {
  readonly app: string;
  readonly objects: readonly Resource[];
  /** The same as JSON. */
  readonly json: string;
}

/** A cluster in one state: as it is, or once it is active. */
type Place = Pick<LinkedCluster, 'graph' | 'environment' | 'cluster' | 'running'>;

/** All that is asked for in one state of a cluster. */
interface Asked {
  readonly fetched: readonly { readonly app: string; readonly entry: string; readonly property: string }[];
  readonly keys: readonly EntryKeys[];
  readonly accesses: readonly { readonly app: string; readonly value: OutsideAccess }[];
  readonly logins: readonly LoginClient[];
  readonly queues: readonly BrokerUse[];
  readonly hosts: readonly (NamedHost & { readonly app: string })[];
}

/**
 * What a cluster needs before its first sync. The entries and hosts are those that its objects name; what those hold, and
 * who may do what, is declared beside them. A standby cluster needs what it asks for once it is active as well: nobody
 * has the time for that in a failover.
 * @param rendered the objects of the cluster as it is
 */
export function clusterNeeds(
  catalogue: Catalogue,
  fleet: Fleet,
  { environment, cluster, graph, running }: LinkedCluster,
  rendered: readonly AppObjects[],
): ClusterNeeds {
  const ask = (linked: Place, objects: readonly AppObjects[]) => askedBy(catalogue, fleet, linked, objects);
  const promoted = promotedCluster(catalogue, fleet, environment, cluster.name);
  const now = ask({ environment, cluster, graph, running }, rendered);
  const later = promoted && ask(promoted, renderedIn(promoted.graph));
  const all = later ? [now, later] : [now];
  const objects = rendered.flatMap((one) => one.objects);
  return {
    environment,
    cluster,
    entries: entriesOf(all),
    identities: identitiesOf(all),
    buckets: bucketsOf(all),
    queues: neededQueues(all.map(({ queues }) => queues)),
    hosts: hostsOf(all),
    issuers: issuersOutside(catalogue, { environment, running }),
    logins: distinct(all.flatMap(({ logins }) => logins)),
    drivers: sorted(objects.flatMap(({ kind, provisioner }) => (kind === 'StorageClass' ? [String(provisioner)] : []))),
    enforcesPolicies: objects.some(({ kind }) => kind === 'NetworkPolicy'),
  };
}

/** Who signs tokens outside of a cluster. */
function issuersOutside(
  catalogue: Pick<Catalogue, 'contracts'>,
  { environment, running }: Pick<LinkedCluster, 'environment' | 'running'>,
): readonly TokenIssuer[] {
  return issuersAt(catalogue, running, environment.settings)
    .map(({ value }) => value)
    .filter(({ contract }) => running.contracts.get(contract)?.provider === 'external');
}

function renderedIn(graph: Graph): readonly AppObjects[] {
  return [...graph].map(([app, linked]) => {
    const objects = attemptRender(linked).resources;
    return { app, objects, json: JSON.stringify(objects) };
  });
}

function askedBy(
  { operators = [], contracts }: Catalogue,
  fleet: Fleet,
  { environment, cluster, graph, running }: Place,
  rendered: readonly AppObjects[],
): Asked {
  const objects = rendered.flatMap((one) => one.objects);
  const declared = [...graph.values()].flatMap((linked) => declaredBy(linked));
  const level = { layer: 'cluster', environment, cluster } as const;
  const { dns, domain } = environmentAt(level);
  const ours = new Set([...hostsPublished(objects), domain, ...hostsIn(fleet.settings.repository)]);
  const claims = issuersOutside({ contracts }, { environment, running })
    .flatMap(({ issuer, audiences }) => [issuer, ...audiences])
    .filter((claim) => hostsIn(claim).length > 0);
  const ofOperators = [...calledFor(operators, objects, clusterAt(level)).keys()].flatMap(
    ({ name, namespace, identity }) => {
      const id = cluster.identities[name];
      const may = identity?.may({ ...(dns && { dns }) }, objects) ?? [];
      if (id === undefined || may.length === 0 || cluster.cloud === 'local') return [];
      const { account = () => ({ namespace, name }) } = identity ?? {};
      return [{ app: name, value: { as: { identity: id, account: account(dns) }, may } }];
    },
  );
  return {
    fetched: rendered.flatMap(({ app, objects: own }) =>
      own
        .flatMap(fetchedBy)
        .filter(
          ({ store, entry }) =>
            store === secretStore.name && !(cluster.cloud === 'local' && isMadeHere(entry, objects)),
        )
        .map(({ entry, property }) => ({ app, entry, property })),
    ),
    keys: declaredAs(declared, entryKeys).map(({ value }) => value),
    accesses: [...declaredAs(declared, access).map(({ app, value }) => ({ app, value })), ...ofOperators],
    logins: declaredAs(declared, loginClient).map(({ value }) => value),
    queues: brokerUses(graph),
    hosts: rendered.flatMap(({ app, json }) =>
      hostsNamed(json, graph.get(app), ours, claims).map((host) => ({ app, ...host })),
    ),
  };
}

/** Whether an entry of a local cluster's secret manager is generated there. */
function isMadeHere(entry: string, objects: readonly Resource[]): boolean {
  return objects.some(
    ({ kind, metadata }) =>
      kind === 'ExternalSecret' && metadata.namespace === developmentSecrets && metadata.name === entry,
  );
}

/** Whether what is asked for in these states is not asked for in the first. */
const isLater = <T>(states: readonly (readonly T[])[], matches: (one: T) => boolean): boolean =>
  !(states[0] ?? []).some(matches);

function entriesOf(all: readonly Asked[]): readonly NeededEntry[] {
  const states = all.map(({ fetched }) => fetched);
  const fetched = states.flat();
  const known = all.flatMap(({ keys }) => keys);
  const accesses = all.flatMap((one) => one.accesses);
  return sorted(fetched.map(({ entry }) => entry)).map((name) => {
    const own = fetched.filter(({ entry }) => entry === name);
    return {
      name,
      later: isLater(states, ({ entry }) => entry === name),
      readers: sorted(own.map(({ app }) => app)),
      properties: sorted(own.map(({ property }) => property)).map((property) => ({
        name: property,
        key: known.find(({ entry, keys }) => entry === name && Object.hasOwn(keys, property))?.keys[property],
        later: isLater(states, (one) => one.entry === name && one.property === property),
      })),
      may: distinct(accesses.flatMap(({ value: { as, may } }) => ('entry' in as && as.entry === name ? may : []))),
    };
  });
}

function identitiesOf(all: readonly Asked[]): readonly NeededIdentity[] {
  const states = all.map(({ accesses }) =>
    accesses.flatMap(({ app, value: { as, may } }) => ('identity' in as ? [{ app, ...as, may }] : [])),
  );
  const acting = states.flat();
  return sorted(acting.map(({ identity }) => identity)).map((id) => {
    const own = acting.filter(({ identity }) => identity === id);
    return {
      id,
      owner: sorted(own.map(({ app }) => app)).join(', '),
      later: isLater(states, ({ identity }) => identity === id),
      accounts: distinct(own.map(({ account, pool }) => ({ ...account, ...(pool !== undefined && { pool }) }))),
      may: distinct(own.flatMap(({ may }) => may)),
    };
  });
}

function bucketsOf(all: readonly Asked[]): readonly Bucket[] {
  const states = all.map(({ accesses }) =>
    accesses.flatMap(({ app, value }) =>
      value.may.flatMap((right) => (right.to === 'bucket' ? [{ app, ...right }] : [])),
    ),
  );
  const used = states.flat();
  const places = distinct(used.map(({ bucket }) => bucket));
  return places.map((place) => ({
    place,
    later: isLater(states, ({ bucket }) => isDeepStrictEqual(bucket, place)),
    users: distinct(
      used
        .filter(({ bucket }) => isDeepStrictEqual(bucket, place))
        .map(({ app, folder, may }) => ({ app, folder, may })),
    ),
  }));
}

function hostsOf(all: readonly Asked[]): readonly NeededHost[] {
  const states = all.map(({ hosts }) => hosts);
  const named = states.flat();
  return sorted(named.map(({ host }) => host)).map((name) => ({
    name,
    apps: sorted(named.filter(({ host }) => host === name).map(({ app }) => app)),
    networks: sorted(named.flatMap(({ host, networks }) => (host === name ? networks : []))),
    later: isLater(states, ({ host }) => host === name),
  }));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

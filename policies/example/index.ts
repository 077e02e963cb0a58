import { keyOf, type Resource } from '../../generators/model/resource.ts';
import type { Beside, Built, ClusterView, RuleCase } from '../../generators/model/rule.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { together, type ViewFacts, viewOf } from '../../generators/model/view.ts';
import * as api from './api.ts';
import { database, databaseBackup, databaseNetworkPolicy, databaseStore } from './database.ts';
import { filesObjects } from './files.ts';
import { platformObjects } from './platform.ts';
import { workerObjects } from './worker.ts';

/** The cluster of the examples: three zones, with room for what the examples need and little more. */
export const exampleCluster: Cluster = {
  cloud: 'aws',
  account: '123456789012',
  name: 'aws-us-east-1',
  region: 'us-east-1',
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  kubernetes: '1.35',
  role: 'active',
  controlPlane: { networks: ['10.0.255.0/24'], port: 443 },
  privateEndpoints: [],
  gateway: 'istio',
  loadBalancer: { addresses: [] },
  nodes: { general: { cpu: '4', memory: '16Gi', maxPerZone: 4 } },
  provided: [],
  identities: {},
};

/** A complete set of objects that keeps every rule. A case is this set with an object or a field changed. */
export const exampleObjects: readonly Resource[] = [
  ...platformObjects,
  ...Object.values(api),
  ...workerObjects,
  ...filesObjects,
  database,
  databaseNetworkPolicy,
  databaseStore,
  databaseBackup,
];

/**
 * What a case describes: the complete set with its objects in place of those of the same identity, and without some.
 * Folders stay, unless the case says that they are gone.
 */
export function caseViews({
  objects,
  among = exampleObjects,
  without = [],
  before,
  cluster,
  gone = [],
  retiring = [],
  waiting = [],
  synced = true,
  beside,
}: RuleCase): [ClusterView, ClusterView | undefined] {
  const changedCluster = { ...exampleCluster, ...cluster } as Cluster;
  const view = (changed: readonly Resource[], absent: readonly Resource[], facts?: ViewFacts) => {
    const replaced = new Set([...changed, ...absent].map(keyOf));
    const kept = among.filter((object) => !replaced.has(keyOf(object)));
    return viewOf('production', changedCluster, [...kept, ...changed].map(builtOf), facts);
  };
  const was = before && view(before, [], { synced });
  const now = view(objects, without);
  const apps = new Set([...(was?.apps ?? []), ...now.apps].filter((app) => !gone.includes(app)));
  const all = view(objects, without, {
    apps,
    retiring: new Set(retiring),
    waiting: new Set(waiting),
    synced,
    domain: 'example.com',
  });
  if (!beside) return [all, was];
  const other = ({ environment = 'production', cluster: facts }: Beside, own: readonly Resource[] = []) =>
    viewOf(environment, { ...exampleCluster, ...facts } as Cluster, own.map(builtOf));
  return [seeing(all, other(beside, beside.objects)), was && seeing(was, other(beside, beside.before))];
}

/** A view that sees another one. */
const seeing = (view: ClusterView, other: ClusterView): ClusterView =>
  together([
    ['here', view],
    ['there', other],
  ]).get('here') ?? view;

/** The example cluster with these objects alone. */
export function viewOfObjects(...objects: readonly Resource[]): ClusterView {
  return viewOf('production', exampleCluster, objects.map(builtOf));
}

/** The app an object belongs to is what its label says. */
function builtOf(resource: Resource): Built {
  return { resource, app: resource.metadata.labels?.['app.kubernetes.io/name'] ?? 'platform' };
}

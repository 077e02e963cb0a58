import { configSet, memberPods, routerPods } from '../../../generators/upstream/perconaMongodb.ts';
import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type LabelMap, readyOf, type World } from '../model.ts';
import { type PerconaPart, stateOf } from './component.ts';
import { isSharded, type MongoDb, replicaSets } from './mongodbNames.ts';

/** The status of a PerconaServerMongoDB: `pkg/controller/perconaservermongodb/status.go`. */
export function mongodbStatus(object: MongoDb, world: World): object {
  const { namespace = '', name, generation } = object.metadata;
  const count = (part: PerconaPart | undefined, labels: LabelMap) => {
    const size = part?.size ?? 3;
    const ready = Math.min(size, readyOf(world.pods(namespace, labels)));
    return { size, ready, status: ready === size ? 'ready' : 'initializing' };
  };
  const sets = replicaSets(object).map((set) => {
    const counted = count(set, memberPods(name, set.name));
    const initialized = { initialized: counted.ready > 0 };
    const shard = isSharded(object) && set.name !== configSet ? { added_as_shard: counted.ready > 0 } : {};
    return [set.name, { ...counted, ...initialized, ...shard }] as const;
  });
  const mongos = isSharded(object) ? count(object.spec?.sharding?.mongos, routerPods(name)) : undefined;
  const all = [...sets.map(([, counted]) => counted), ...(mongos ? [mongos] : [])];
  const health = healthOf(
    object,
    all.every((counted) => counted.status === 'ready'),
  );
  const total = (key: 'size' | 'ready') => all.reduce((sum, counted) => sum + counted[key], 0);
  return {
    state: stateOf[health],
    ...(health === 'degraded' && { message: `Error: ${demandedTrouble}` }),
    host: `${name}-${mongos ? 'mongos' : sets[0]?.[0]}.${namespace}.svc.cluster.local`,
    observedGeneration: generation,
    size: total('size'),
    ready: total('ready'),
    replsets: Object.fromEntries(sets),
    ...(mongos && { mongos }),
    conditions: timedConditions(object.status, world.now, [
      ...(isSharded(object) ? [{ type: 'sharding', status: 'True' as const }] : []),
      { type: stateOf[health], status: 'True' },
    ]),
  };
}

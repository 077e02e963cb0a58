import { haproxyPods, mysqlServerPods } from '../../../generators/upstream/perconaMysql.ts';
import { timedConditions, truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import { type LabelMap, readyOf, type World } from '../model.ts';
import { type PerconaPart, stateOf } from './component.ts';
import type { MySql } from './mysqlNames.ts';

/** The status of a PerconaServerMySQL: `pkg/controller/ps/status.go`. */
export function mysqlStatus(object: MySql, world: World): object {
  const { namespace = '', name } = object.metadata;
  const haproxy = object.spec?.proxy?.haproxy;
  const state = (part: PerconaPart | undefined, labels: LabelMap) => {
    const size = part?.size ?? 3;
    const ready = readyOf(world.pods(namespace, labels));
    return { size, ready, state: ready === size ? 'ready' : 'initializing' };
  };
  const database = state(object.spec?.mysql, mysqlServerPods(name));
  const proxy = haproxy?.enabled === true ? state(haproxy, haproxyPods(name)) : undefined;
  const isReady = database.state === 'ready' && (proxy === undefined || proxy.state === 'ready');
  const health = healthOf(object, isReady);
  return {
    state: stateOf[health],
    host: `${name}-${proxy ? 'haproxy' : 'mysql'}.${namespace}`,
    mysql: database,
    ...(proxy && { haproxy: proxy }),
    conditions: timedConditions(
      object.status,
      world.now,
      health === 'degraded'
        ? [{ type: 'error', status: 'True', reason: 'ErrorReconcile', message: demandedTrouble }]
        : (['initializing', 'ready'] as const).map((type) => ({
            type,
            status: truth(type === stateOf[health]),
            reason: type,
            message: '',
          })),
    ),
  };
}

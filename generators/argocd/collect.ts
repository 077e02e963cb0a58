import type { Parked } from '../link/parked.ts';
import type { App } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import type { Deployed, DeployedApp } from './deployed.ts';
import { joinKinds, kindsOf } from './kinds.ts';

/** The objects of an app in a cluster, and those it has with default settings. */
export interface CollectedApp {
  readonly app: App;
  readonly objects: readonly Resource[];
  readonly base: readonly Resource[];
  /** Why its folder is empty. */
  readonly parked?: Parked['why'];
  /** Of an app in `state: retiring`: the objects that it had before. */
  readonly held?: readonly Resource[];
}

/**
 * What Argo CD has to know of a cluster, from the objects that it will have. Kinds that an app has by default are
 * included: Argo CD needs the right to prune objects that are no longer rendered.
 */
export function collect(
  { charts }: FleetSettings,
  environment: Environment,
  cluster: Cluster,
  apps: readonly CollectedApp[],
  operators: readonly { readonly operator: Operator; readonly namespaces: readonly string[] }[],
): Deployed {
  return {
    environment,
    cluster,
    apps: apps.map(deployedApp),
    operators: operators.flatMap(({ operator, namespaces: watched }) => {
      const pinned = charts[operator.name];
      return pinned ? [{ operator, pinned, watched }] : [];
    }),
    kinds: joinKinds(apps.map(({ objects, base, held = [] }) => kindsOf([...objects, ...held, ...base]))),
  };
}

function deployedApp({ app, objects, base, parked }: CollectedApp): DeployedApp {
  const [first = 'default'] = [...kindsOf([...objects, ...base]).namespaces].sort();
  return { app, namespace: app.tier ?? first, parked: parked !== undefined, ignored: [] };
}

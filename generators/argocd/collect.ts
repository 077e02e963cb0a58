import type { Parked } from '../link/parked.ts';
import type { App } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster, FleetSettings } from '../model/settings/index.ts';
import type { Deployed, DeployedApp } from './deployed.ts';
import { joinKinds, kindsOf } from './kinds.ts';

/** What an app has in a cluster, and what it has with defaults. */
export interface CollectedApp {
  readonly app: App;
  readonly objects: readonly Resource[];
  readonly base: readonly Resource[];
  /** Why it has nothing there. */
  readonly parked?: Parked['why'];
  /** Of an app in `state: retiring`: the objects that it had before. */
  readonly held?: readonly Resource[];
}

/**
 * What Argo CD has to know of a cluster, from what it will hold. Kinds that an app has by default count as well: Argo CD
 * has to be allowed to take down what is no longer there.
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
      const chart = charts[operator.name];
      return chart ? [{ operator, chart, watched }] : [];
    }),
    kinds: joinKinds(apps.map(({ objects, base, held = [] }) => kindsOf([...objects, ...held, ...base]))),
  };
}

function deployedApp({ app, objects, base, parked }: CollectedApp): DeployedApp {
  const [first = 'default'] = [...kindsOf([...objects, ...base]).namespaces].sort();
  return { app, namespace: app.tier ?? first, parked: parked !== undefined, ignored: [] };
}

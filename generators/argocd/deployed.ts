import type { App } from '../model/app.ts';
import type { Environment } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import type { Cluster, Pinned } from '../model/settings/index.ts';
import type { Ignored } from './ignored.ts';
import type { Kinds } from './kinds.ts';

/** An app in a cluster, as Argo CD sees it. */
export interface DeployedApp {
  readonly app: App;
  /** The namespace of objects that name none: there are no such objects, but Argo CD requires the field. */
  readonly namespace: string;
  /** Its folder is empty. */
  readonly parked: boolean;
  readonly ignored: readonly Ignored[];
}

/** An operator in a cluster. */
export interface DeployedOperator {
  readonly operator: Operator;
  /** Its Helm chart, or folder of git. */
  readonly pinned: Pinned;
  /** Namespaces that it watches. */
  readonly watched: readonly string[];
}

/** What Argo CD has to know of a cluster. Small: it is kept for all clusters at once. */
export interface Deployed {
  readonly environment: Environment;
  readonly cluster: Cluster;
  /** In the order of the catalogue. */
  readonly apps: readonly DeployedApp[];
  readonly operators: readonly DeployedOperator[];
  /** Kinds and namespaces of all objects, those that apps had before they were parked included. */
  readonly kinds: Kinds;
}

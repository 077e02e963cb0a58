import { collected } from '../../../model/fact.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { grafanaName } from '../../../upstream/grafanaOperator.ts';
import type { Priority } from '../../priority.ts';
import type { DeclaringFile } from '../../source.ts';
import type { Shown } from '../dashboards/index.ts';
import { type MonitoringSystem, monitoringSystem } from '../shared/system.ts';
import { dataSystem } from '../targets/dataSystem.ts';
import { measuredApp, promisedObjectives } from '../targets/measuredApp.ts';

/** Declaration of the Grafana of a cluster. */
export interface GrafanaSpec {
  /** The declaring file: `here(import.meta)`. */
  readonly source: DeclaringFile;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  readonly priority: Priority;
  readonly resources: GrafanaSettings['resources'];
}

/** Settings, defaults filled in. */
export interface GrafanaSettings extends AppSettings {
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Absent: the administrator of the operator's Secret alone may log in. */
  readonly login?: StaffLogin;
}

/** Login by the company's identity provider, by OpenID Connect. */
export interface StaffLogin {
  /** Where browsers are sent. */
  readonly authorize: string;
  /** What Grafana calls. */
  readonly token: string;
  readonly userinfo: string;
  readonly clientId: string;
  /** Groups by the role that they get. Who is in none of them is refused. */
  readonly admins: readonly string[];
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
  /** Where the provider answers, when not on the public internet. */
  readonly networks?: readonly string[];
}

/** The Grafana of one cluster, resolved once per render. */
export interface GrafanaSystem extends MonitoringSystem<GrafanaSettings> {
  /** All that its dashboards show, in the order of the catalogue. */
  readonly shown: Shown;
}

/** Resolves a Grafana. */
export function grafanaSystem(spec: GrafanaSpec, inputs: Inputs): GrafanaSystem {
  return {
    ...monitoringSystem<GrafanaSettings>(grafanaName, spec, inputs),
    shown: {
      gateway: inputs.cluster.gateway,
      apps: collected(inputs, measuredApp).map(({ value }) => value),
      objectives: new Map(collected(inputs, promisedObjectives).map(({ app, value }) => [app, value])),
      systems: collected(inputs, dataSystem).map(({ value }) => value),
    },
  };
}

import type { InternetEdge } from '../../../model/edge.ts';
import type { AppSettings, Inputs } from '../../../model/inputs.ts';
import { alertmanagerName } from '../../../upstream/prometheus.ts';
import type { Priority } from '../../priority.ts';
import type { AlertSeverity } from '../alerts/alert.ts';
import type { MemberSize } from '../shared/members.ts';
import { type MonitoringSystem, monitoringSystem } from '../shared/system.ts';

/** The Alertmanager of a cluster, as its app declares it. */
export interface AlertmanagerSpec extends AlertmanagerDefaults {
  readonly source: string;
  /** Version of the image, as in `0.33.1`: the operator fits the configuration to it. */
  readonly version: string;
  readonly image: string;
  readonly priority: Priority;
  /** The services that tell people: their ports, and the entry with the secret of each receiver. */
  readonly receivers: InternetEdge;
  /** What the label `team` of an alert may say. */
  readonly teams: readonly string[];
}

/** Default settings. */
export type AlertmanagerDefaults = MemberSize;

/** Services that tell people, or that raise an alarm when they hear nothing. */
export const receiverKinds = ['pagerduty', 'slack', 'webhook'] as const;
/** The service of a receiver. */
export type ReceiverKind = (typeof receiverKinds)[number];

/** Severities that a team may have receivers of its own for. */
export type TeamRoutes = Partial<Readonly<Record<Exclude<AlertSeverity, 'heartbeat'>, readonly string[]>>>;

/** Settings, defaults filled in. Routes are names of receivers. */
export interface AlertmanagerSettings extends AppSettings, AlertmanagerDefaults {
  readonly receivers: Readonly<Record<string, ReceiverKind>>;
  readonly routes: Readonly<Record<AlertSeverity, readonly string[]>>;
  readonly teams: Readonly<Record<string, TeamRoutes>>;
}

/** The Alertmanager of one cluster, resolved once per render. */
export interface AlertmanagerSystem extends MonitoringSystem<AlertmanagerSettings> {
  readonly version: string;
  /** Name of the entry in the secret manager, without the prefix of the environment. */
  readonly entry: string;
}

/** Resolves an Alertmanager. */
export function alertmanagerSystem(spec: AlertmanagerSpec, inputs: Inputs): AlertmanagerSystem {
  return {
    ...monitoringSystem<AlertmanagerSettings>(alertmanagerName, spec, inputs),
    version: spec.version,
    entry: spec.receivers.name,
  };
}

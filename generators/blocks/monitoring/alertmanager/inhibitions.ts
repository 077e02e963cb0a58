import type { IInhibitRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/InhibitRule';
import type { IMatcher } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/Matcher';

/**
 * Tickets about members and pods that are away, as all those in a lost zone are. Their labels name no zone, so a lost one
 * inhibits them in its whole cluster. What users notice still pages.
 */
export const zoneConsequences = [
  'PodsNotReady',
  'PostgresReplicaNotStreaming',
  'MysqlDown',
  'MysqlMemberNotOnline',
  'MongodbMemberUnhealthy',
  'ValkeyDown',
  'ValkeyReplicaDisconnected',
] as const;

/** Tickets whose labels name a zone: a lost one inhibits its own. */
export const zonedConsequences = ['TargetDown'] as const;

/** A page that says more than a ticket about the same thing, which is what these labels name. */
interface Escalation {
  readonly page: string;
  readonly ticket: string;
  readonly same: readonly string[];
}

/** Every page that comes after a ticket, or beside one. */
export const escalations: readonly Escalation[] = [
  { page: 'ErrorBudgetBurn', ticket: 'ErrorBudgetBurn', same: ['namespace', 'app', 'slo'] },
  { page: 'WorkloadUnavailable', ticket: 'PodsNotReady', same: ['namespace', 'workload'] },
  { page: 'VolumeAlmostFull', ticket: 'VolumeFilling', same: ['namespace', 'persistentvolumeclaim'] },
  { page: 'CertificateExpires', ticket: 'CertificateNotRenewed', same: ['namespace', 'name'] },
];

/**
 * Alerts that are not told while another fires, which explains them. They come back when that one is over.
 * https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
 */
export function alertInhibitions(): IInhibitRule[] {
  return [
    rule([is('alertname', 'ZoneLost')], [oneOf(zoneConsequences), is('severity', 'ticket')], ['cluster']),
    rule([is('alertname', 'ZoneLost')], [oneOf(zonedConsequences), is('severity', 'ticket')], ['cluster', 'zone']),
    ...escalations.map(({ page, ticket, same }) =>
      rule(
        [is('alertname', page), is('severity', 'page')],
        [is('alertname', ticket), is('severity', 'ticket')],
        ['cluster', ...same],
      ),
    ),
  ];
}

function rule(sourceMatch: IMatcher[], targetMatch: IMatcher[], equal: string[]): IInhibitRule {
  return { sourceMatch, targetMatch, equal };
}

function is(name: string, value: string): IMatcher {
  return { name, value, matchType: '=' };
}

function oneOf(alerts: readonly string[]): IMatcher {
  return { name: 'alertname', value: alerts.join('|'), matchType: '=~' };
}

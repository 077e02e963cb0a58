import type { IRoute } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/Route';
import type { AlertSeverity } from '../alerts/alert.ts';
import type { AlertmanagerSettings } from './system.ts';

/** Name of the receiver that tells nobody. */
export const nobody = 'nobody';

/** How long the first message waits for further alerts of its group, and after how long the next ones may follow. */
type Pace = Required<Pick<IRoute, 'groupWait' | 'groupInterval' | 'repeatInterval'>>;

/**
 * Paces by severity. A page is told soon, and again while it lasts; a ticket once a day. A heartbeat is told every minute:
 * what is told last is compared at each interval of the group, so the time until it is repeated has to be a little
 * shorter. https://prometheus.io/docs/alerting/latest/configuration/#route
 */
const paces: Readonly<Record<AlertSeverity, Pace>> = {
  page: { groupWait: '30s', groupInterval: '5m', repeatInterval: '4h' },
  ticket: { groupWait: '5m', groupInterval: '30m', repeatInterval: '1d' },
  heartbeat: { groupWait: '10s', groupInterval: '1m', repeatInterval: '50s' },
};

/**
 * The tree of routes. Of each severity, the teams with receivers of their own come first. A page that has no receivers is
 * a ticket, and so is an alert without a severity; a heartbeat without any is told to nobody.
 */
export function alertRoutes({ routes, teams }: Pick<AlertmanagerSettings, 'routes' | 'teams'>): IRoute {
  const ofTeams = (severity: 'page' | 'ticket', labels: Readonly<Record<string, string>>) =>
    Object.entries(teams).flatMap(([team, own]) => tell(own[severity] ?? [], severity, { ...labels, team }));
  const children = [
    ...tell(routes.heartbeat.length > 0 ? routes.heartbeat : [nobody], 'heartbeat', { severity: 'heartbeat' }),
    ...ofTeams('page', { severity: 'page' }),
    ...tell(routes.page, 'page', { severity: 'page' }),
    // What comes as far as this is a ticket, whatever it says.
    ...ofTeams('ticket', {}),
    ...tell(routes.ticket, 'ticket', {}),
  ];
  return { receiver: nobody, groupBy: ['cluster', 'namespace', 'alertname'], routes: children };
}

/** One route for each of several receivers: an alert goes on to the next until the last has it. */
function tell(
  receivers: readonly string[],
  severity: AlertSeverity,
  labels: Readonly<Record<string, string>>,
): NonNullable<IRoute['routes']> {
  const matchers = Object.entries(labels).map(([name, value]) => ({ name, value, matchType: '=' }));
  return receivers.map((receiver, index) => ({
    receiver,
    ...(matchers.length > 0 && { matchers }),
    ...(index < receivers.length - 1 && { continue: true }),
    ...paces[severity],
  }));
}

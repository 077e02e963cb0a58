import type { SettingsMistake } from '../../../model/app.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { alertmanagerName } from '../../../upstream/prometheus.ts';
import { leastMemory } from '../shared/leastMemory.ts';
import { withoutPrometheus } from '../shared/withoutPrometheus.ts';
import type { AlertmanagerSettings } from './system.ts';

/** Mistakes in its size, and in routes: receivers that nobody declares, and heartbeats to people. */
export function alertmanagerMistakes(inputs: Inputs): SettingsMistake[] {
  const { receivers, routes, teams } = inputs.settings as AlertmanagerSettings;
  const named = [
    ...Object.entries(routes).map(([severity, names]) => ({ path: ['routes', severity], names })),
    ...Object.entries(teams).flatMap(([team, own]) =>
      Object.entries(own).map(([severity, names]) => ({ path: ['teams', team, severity], names })),
    ),
  ];
  const known = Object.keys(receivers);
  const unknown = named.flatMap(({ path, names }) =>
    names
      .filter((name) => !known.includes(name))
      .map((name) => ({
        code: 'unknown-receiver',
        path,
        message: `${name} is no receiver of ${alertmanagerName}: there ${known.length > 0 ? `are ${known.join(', ')}` : 'is none'}.`,
        fix: `Declare it in apps.${alertmanagerName}.receivers, or name another one.`,
      })),
  );
  const people = routes.heartbeat
    .filter((name) => ['pagerduty', 'slack'].includes(receivers[name] ?? ''))
    .map((name) => ({
      code: 'heartbeat-to-people',
      path: ['routes', 'heartbeat'],
      message: `${name} is a receiver of the kind ${receivers[name]}, and a heartbeat is sent every minute as long as all is well.`,
      fix: 'Name a webhook of a service that raises an alarm when it is not called.',
    }));
  const unused = withoutPrometheus(
    alertmanagerName,
    'Alertmanager is told of alerts by the cluster’s own Prometheus',
    inputs,
  );
  return [...leastMemory('alertmanager', inputs), ...unused, ...unknown, ...people];
}

/** What a person should know about who is told in a cluster. */
export function alertmanagerNotes({ settings }: Inputs): string[] {
  const { page, ticket, heartbeat } = (settings as AlertmanagerSettings).routes;
  return [
    ...(page.length + ticket.length === 0 ? ['alertmanager has no receivers: nobody is told of an alert'] : []),
    ...(page.length + ticket.length > 0 && heartbeat.length === 0
      ? ['alertmanager has no receiver of heartbeats: nobody learns that alerts no longer arrive']
      : []),
  ];
}

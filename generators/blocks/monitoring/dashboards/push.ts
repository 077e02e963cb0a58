import { type Asked, graph } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';
import { increase } from './query.ts';

/** Outcomes by service, as gorush counts them: `metric/metrics.go` of https://github.com/appleboy/gorush. */
const services = { ios: ['success', 'error'], android: ['success', 'fail'] } as const;

/** Dashboard of push notifications: what Apple and Google take, and what waits for them. */
export const pushDashboard: DashboardSpec = {
  uid: 'push',
  title: 'Push notifications',
  folder: 'users',
  description:
    'Whether notifications reach Apple and Google. They refuse dead tokens as well: some percent always are.',
  sections: [
    {
      title: 'Notifications',
      charts: [
        graph('Taken', 'short', outcomes(0)),
        graph('Refused', 'short', outcomes(1)),
        graph(
          'Refused, of all',
          'percentunit',
          Object.entries(services).map(([service, [sent, failed]]): Asked => {
            const bad = `sum(${increase(`gorush_${service}_${failed}`)})`;
            return [`${bad} / (${bad} + sum(${increase(`gorush_${service}_${sent}`)}) > 0)`, service];
          }),
          { limit: 0.3 },
        ),
        graph('Messages that wait for workers', 'short', [
          ['sum by (queue) (rabbitmq_detailed_queue_messages_ready{queue!~".+[.]dead"})', '{{queue}}'],
        ]),
        graph('Messages that were given up', 'short', [
          ['sum by (queue) (rabbitmq_detailed_queue_messages_ready{queue=~".+[.]dead"})', '{{queue}}'],
        ]),
      ],
    },
  ],
};

function outcomes(which: 0 | 1): Asked[] {
  return Object.entries(services).map(([service, outcome]) => [
    `sum(${increase(`gorush_${service}_${outcome[which]}`)})`,
    service,
  ]);
}

import { type Asked, graph } from './chart.ts';
import type { DataDashboard } from './data.ts';
import { rate } from './query.ts';

/** RabbitMQ: nodes from `/metrics`, queues from `/metrics/detailed`, https://www.rabbitmq.com/docs/prometheus */
export const rabbitmqDashboard: DataDashboard = {
  uid: 'rabbitmq',
  title: 'RabbitMQ',
  description: 'Whether messages are taken and given, how many wait, and what was given up.',
  sections: ({ namespace }) => {
    const of = (more = '') => `{${namespace},service=~"$system.*"${more}}`;
    const work = of(',queue!~".+[.]dead"');
    const queue = (metric: string): Asked => [`sum by (queue) (rabbitmq_detailed_queue_${metric}${work})`, '{{queue}}'];
    const alarm = (which: string): Asked => [`max by (pod) (rabbitmq_alarms_${which}${of()})`, `{{pod}} ${which}`];
    return [
      {
        title: 'Queues',
        charts: [
          graph('Messages that wait', 'short', [queue('messages_ready')]),
          graph('Consumers', 'short', [queue('consumers')]),
          graph('Acknowledged', 'ops', [
            [`sum by (queue) (${rate(`rabbitmq_detailed_queue_messages_acked_total${work}`)})`, '{{queue}}'],
          ]),
          graph(
            'Seconds until a new message is done',
            's',
            [
              [
                `sum by (queue) (rabbitmq_detailed_queue_messages_ready${work}) / (sum by (queue) (${rate(`rabbitmq_detailed_queue_messages_acked_total${work}`)}) > 0)`,
                '{{queue}}',
              ],
            ],
            { limit: 600 },
          ),
          graph('Given up', 'short', [
            [`sum by (queue) (rabbitmq_detailed_queue_messages_ready${of(',queue=~".+[.]dead"')})`, '{{queue}}'],
          ]),
          graph('Alarms: publishers wait', 'short', [
            alarm('memory_used_watermark'),
            alarm('free_disk_space_watermark'),
          ]),
        ],
      },
    ];
  },
};

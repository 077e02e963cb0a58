import type { PodOwner } from '../../workload/pods.ts';
import { ofServices } from '../objectives/requestMetrics.ts';
import type { Alert } from './alert.ts';

/**
 * One RabbitMQ: alarms from `/metrics`, queues from `/metrics/detailed` with the families `queue_coarse_metrics`,
 * `queue_consumer_count` and `queue_delivery_metrics`:
 * https://github.com/rabbitmq/rabbitmq-server/blob/v4.3.6/deps/rabbitmq_prometheus/metrics-detailed.md. A quorum queue
 * does not say how old its first message is: how long a message waits is what waits, divided by what is acknowledged.
 * Queues of dead letters end in `.dead`, and have no consumers.
 */
export function rabbitmqAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const broker = ofServices(namespace, [name]);
  const queue = (metric: string, which = 'queue!~".+[.]dead"') =>
    `rabbitmq_detailed_queue_${metric}{${broker},${which}}`;
  const ready = `sum by (namespace, queue) (${queue('messages_ready')})`;
  const common = { team: namespace, dashboard: 'rabbitmq' } as const;
  return [
    {
      ...common,
      name: 'RabbitmqBlocksPublishers',
      expr: ['memory_used_watermark', 'free_disk_space_watermark']
        .map((alarm) => `max by (namespace, service) (rabbitmq_alarms_${alarm}{${broker}}) == 1`)
        .join(' or '),
      severity: 'page',
      summary: `${name} in ${namespace} takes no messages: memory or disk is at its limit, and whoever publishes waits`,
    },
    {
      ...common,
      name: 'QueueWithoutConsumers',
      expr: `${ready} > 0 and sum by (namespace, queue) (${queue('consumers')}) == 0`,
      for: '5m',
      severity: 'page',
      summary: 'Queue {{ $labels.queue }} has {{ $value }} messages, and nobody takes them',
    },
    {
      ...common,
      name: 'QueueWaitsLong',
      expr: `${ready} > 600 * sum by (namespace, queue) (rate(${queue('messages_acked_total')}[5m]))`,
      for: '15m',
      severity: 'ticket',
      summary: 'At this pace a message in queue {{ $labels.queue }} waits more than ten minutes; {{ $value }} wait',
    },
    {
      ...common,
      name: 'QueueGrows',
      expr: `${ready} > 1000 and sum by (namespace, queue) (deriv(${queue('messages_ready')}[30m])) > 0.1`,
      for: '30m',
      severity: 'ticket',
      summary: 'Queue {{ $labels.queue }} has been growing for 30 minutes: {{ $value }} messages wait',
    },
    {
      ...common,
      name: 'DeadLetters',
      expr: `sum by (namespace, queue) (delta(${queue('messages_ready', 'queue=~".+[.]dead"')}[15m])) > 0`,
      severity: 'ticket',
      summary: 'Messages were given up and are in {{ $labels.queue }}: what they should have done has not happened',
    },
  ];
}

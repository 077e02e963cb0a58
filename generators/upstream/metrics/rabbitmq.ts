import type { MetricSource } from './metricSource.ts';

const queue = ['vhost', 'queue'];

/**
 * Plugin `rabbitmq_prometheus`: `metrics.md` and `metrics-detailed.md` in `deps/rabbitmq_prometheus` of
 * https://github.com/rabbitmq/rabbitmq-server/tree/v4.3.6
 */
export const rabbitmqMetrics: MetricSource = {
  program: 'RabbitMQ',
  metrics: {
    rabbitmq_alarms_free_disk_space_watermark: [],
    rabbitmq_alarms_memory_used_watermark: [],
    rabbitmq_detailed_queue_consumers: queue,
    rabbitmq_detailed_queue_messages_acked_total: queue,
    rabbitmq_detailed_queue_messages_ready: queue,
  },
};

/** Families of `/metrics/detailed` that have these: `metrics-detailed.md`. */
export const rabbitmqFamilies = ['queue_coarse_metrics', 'queue_consumer_count', 'queue_delivery_metrics'];

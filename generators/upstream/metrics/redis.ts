import type { MetricSource } from './metricSource.ts';

/** redis_exporter: `exporter/{metrics,info}.go` of https://github.com/oliver006/redis_exporter */
export const redisMetrics: MetricSource = {
  program: 'redis_exporter',
  images: ['docker.io/oliver006/redis_exporter'],
  metrics: {
    redis_up: [],
    redis_master_link_up: ['master_host', 'master_port'],
    redis_memory_max_bytes: [],
    redis_memory_used_bytes: [],
  },
};

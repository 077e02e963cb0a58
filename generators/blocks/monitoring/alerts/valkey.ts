import type { PodOwner } from '../../workload/pods.ts';
import type { Alert } from './alert.ts';
import { databaseUnavailable } from './databaseUnavailable.ts';

/** One Valkey, by https://github.com/oliver006/redis_exporter (`exporter/metrics.go`, `exporter/info.go`) beside each member. */
export function valkeyAlerts({ name, namespace }: PodOwner): readonly Alert[] {
  const of = `{namespace="${namespace}",pod=~"${name}-[0-9]+"}`;
  const pod = (metric: string) => `max by (namespace, pod) (${metric}${of})`;
  const common = { team: namespace, dashboard: 'valkey' } as const;
  return [
    databaseUnavailable(`redis_up${of}`, { name, namespace }, 'valkey'),
    {
      ...common,
      name: 'ValkeyDown',
      expr: `${pod('redis_up')} == 0`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.pod }} of ${name} does not answer: one more, and there is no failover`,
    },
    {
      ...common,
      name: 'ValkeyMemoryNearLimit',
      expr: `${pod('redis_memory_used_bytes')} / (${pod('redis_memory_max_bytes')} > 0) > 0.9`,
      for: '10m',
      severity: 'ticket',
      summary:
        '{{ $labels.pod }} has used {{ $value | humanizePercentage }} of its memory: then it evicts keys or refuses writes',
    },
    {
      ...common,
      name: 'ValkeyReplicaDisconnected',
      expr: `${pod('redis_master_link_up')} == 0`,
      for: '5m',
      severity: 'ticket',
      summary: `{{ $labels.pod }} receives nothing from the primary of ${name}: it cannot take over`,
    },
  ];
}

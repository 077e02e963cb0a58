import { prometheus } from '../../generators/blocks/monitoring/prometheus/prometheus.ts';
import { here } from '../../generators/blocks/source.ts';
import { priorities } from '../priorities.ts';

const version = '3.13.2';

/**
 * Prometheus: autoscalers ask it, and alerts come from it. It keeps series for longer than the 30 days of an error
 * budget. The long-term support release of July 2026. Digest as in https://quay.io/repository/prometheus/prometheus
 */
export const prometheusApp = prometheus({
  source: here(import.meta),
  version,
  image: `quay.io/prometheus/prometheus:v${version}-distroless@sha256:64f71bb84e03c855948418b0fc5dea53e9543d8e3fc9931598f583805507f05e`,
  priority: priorities.monitoring,
  storage: '50Gi',
  retention: '35d',
  resources: { cpu: '500m', memory: '2Gi' },
});

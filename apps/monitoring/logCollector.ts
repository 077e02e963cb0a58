import { collector } from '../../generators/blocks/logging/collector.ts';
import { here } from '../../generators/blocks/source.ts';
import { collectorVersion } from '../../generators/upstream/openTelemetry.ts';
import { logs } from '../names.ts';
import { priorities } from '../priorities.ts';

/**
 * OpenTelemetry Collector, the distribution with components of its community. Digest as in
 * https://hub.docker.com/r/otel/opentelemetry-collector-contrib
 */
export const logCollector = collector({
  source: here(import.meta),
  image: `docker.io/otel/opentelemetry-collector-contrib:${collectorVersion}@sha256:8164eab2e6bca9c9b0837a8d2f118a6618489008a839db7f9d6510e66be3923c`,
  priority: priorities.monitoring,
  logs: logs.write,
  queue: '1Gi',
  resources: { cpu: '100m', memory: '384Mi' },
});

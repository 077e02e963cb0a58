import { priorities } from '../../../testing/priorities.ts';
import { logStore } from '../../names.ts';
import { here } from '../../source.ts';
import { collector } from '../collector.ts';
import type { CollectorSpec } from '../collectorSystem.ts';

/** The Collectors of the sample company, which write to the Elasticsearch `logs`. */
export const exampleCollector = {
  source: here(import.meta),
  image: 'registry.example.com/otelcol:0.148.0@sha256:0',
  priority: priorities.critical,
  logs: logStore('logs').write,
  queue: '1Gi',
  resources: { cpu: '100m', memory: '384Mi' },
} as const satisfies CollectorSpec;

/** The app of them. */
export const exampleCollectorApp = collector(exampleCollector);

import { priorities } from '../../../../testing/priorities.ts';
import { here } from '../../../source.ts';
import { prometheus } from '../prometheus.ts';

/** A Prometheus for tests. */
export const examplePrometheus = prometheus({
  source: here(import.meta),
  version: '3.13.2',
  image: 'quay.io/prometheus/prometheus:v3.13.2@sha256:0',
  priority: priorities.critical,
  storage: '10Gi',
  retention: '15d',
  resources: { cpu: '500m', memory: '2Gi' },
});

import { grafana } from '../../generators/blocks/monitoring/grafana/grafana.ts';
import { here } from '../../generators/blocks/source.ts';
import { priorities } from '../priorities.ts';

/**
 * Grafana: what Prometheus knows, for people. The digest is that of
 * https://github.com/grafana/grafana/releases/tag/v13.2.3 on Docker Hub.
 */
export const grafanaApp = grafana({
  source: here(import.meta),
  image: 'docker.io/grafana/grafana:13.2.3@sha256:b28bae15e219c998fb0e0424ed724930cc61b1f61fb404d47c862f9a23f9e572',
  priority: priorities.monitoring,
  resources: { cpu: '100m', memory: '512Mi' },
});

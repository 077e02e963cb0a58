import { resource } from '../../generators/model/resource.ts';
import { metadataOf } from './parts.ts';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** Shows what Prometheus knows. */
export const grafana = resource({
  apiVersion: 'grafana.integreatly.org/v1beta1',
  kind: 'Grafana',
  metadata: metadataOf('grafana', 'monitoring'),
  spec: {
    version: `docker.io/grafana/grafana:13.2.3@${digest}`,
    deployment: {
      spec: {
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'grafana' } },
          spec: {
            priorityClassName: 'standard',
            containers: [
              {
                name: 'grafana',
                resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
              },
            ],
          },
        },
      },
    },
  },
});

/** One page of it. */
export const dashboard = resource({
  apiVersion: 'grafana.integreatly.org/v1beta1',
  kind: 'GrafanaDashboard',
  metadata: metadataOf('overview', 'monitoring'),
  spec: {
    instanceSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } },
    uid: 'overview',
    json: '{"title":"Overview"}',
  },
});

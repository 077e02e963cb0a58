import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { resource } from '../../generators/model/resource.ts';
import { metadataOf } from './parts.ts';
import { examplePod, labelsOf } from './pod.ts';

/** A pod of the app `worker` on every node: not in the complete set, but valid beside it. */
export const daemonSet = resource<IDaemonSet>({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { ...metadataOf('worker', 'backend'), name: 'worker-agent' },
  spec: {
    selector: { matchLabels: { ...labelsOf('worker'), 'app.kubernetes.io/component': 'agent' } },
    template: {
      metadata: { labels: { ...labelsOf('worker'), 'app.kubernetes.io/component': 'agent' } },
      spec: examplePod('worker'),
    },
  },
});

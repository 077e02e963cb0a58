import type { Built } from '../../generators/model/rule.ts';
import type { Pods } from './podGroup.ts';
import { at, count, text } from './reading.ts';
import { podAmounts } from './requests.ts';
import type { Workload } from './workload.ts';

/** What the operator's container for setting up asks for: `internal/resource/statefulset.go` of rabbitmq/cluster-operator. */
const setup = { requests: { cpu: '100m', memory: '500Mi' }, limits: { cpu: '100m', memory: '500Mi' } };

/** The nodes of a RabbitmqCluster, with the labels of `internal/metadata/label.go` of rabbitmq/cluster-operator. */
export function ofBroker(built: Built): Pods {
  const { metadata, spec } = built.resource;
  const replicas = count(at(spec, ['replicas']), 1);
  const resources = at(spec, ['resources']) as typeof setup | undefined;
  const pod = {
    initContainers: [{ name: 'setup-container', resources: setup }],
    containers: [{ name: 'rabbitmq', ...(resources ? { resources } : {}) }],
  } satisfies Workload['pod'];
  const given = ['override', 'statefulSet', 'spec', 'template', 'spec', 'priorityClassName'];
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: {
      'app.kubernetes.io/name': metadata.name,
      'app.kubernetes.io/component': 'rabbitmq',
      'app.kubernetes.io/part-of': 'rabbitmq',
    },
    replicas: { min: replicas, max: replicas, surge: 0 },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: text(at(spec, given)) || undefined,
  };
}

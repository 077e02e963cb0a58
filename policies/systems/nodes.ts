import { textAt } from '../kubernetes/reading.ts';
import { clusterWide, reference } from '../kubernetes/reference.ts';
import { none, type System } from './system.ts';

/**
 * What starts nodes: Karpenter on AWS and, as Node Auto-Provisioning, on Azure. A NodePool names the object by which its
 * cloud knows how. Fields that cannot change: `pkg/apis/v1/nodepool.go` of sigs.k8s.io/karpenter. A ComputeClass of
 * Google Cloud names nothing.
 */
export const nodeProvisioners: System = {
  pods: none,
  images: none,
  secrets: none,
  references: {
    'karpenter.sh/NodePool': (from) => {
      const field = 'spec.template.spec.nodeClassRef';
      const path = field.split('.');
      const kind = textAt(from.resource, [...path, 'kind']);
      return clusterWide(reference(from, `${field}.name`, kind, textAt(from.resource, [...path, 'name'])));
    },
  },
  volumes: none,
  immutable: {
    'karpenter.sh/NodePool': ({ resource }) =>
      ['group', 'kind'].map((key) => ({
        field: `spec.template.spec.nodeClassRef.${key}`,
        value: textAt(resource, ['spec', 'template', 'spec', 'nodeClassRef', key]),
      })),
  },
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};

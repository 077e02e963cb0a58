import { table } from './case.ts';

// Conditions as written by https://github.com/Azure/karpenter-provider-azure/tree/v1.6.3/pkg/controllers/nodeclass/status

const ready = (status: string, message = '', observedGeneration = 3) => ({
  status: { conditions: [{ type: 'Ready', status, message, observedGeneration }] },
});

/** How AKS starts nodes. */
export const aksNodeClass = table('karpenter.azure.com/v1beta1', 'AKSNodeClass', {}, [
  ['it is new', 'Progressing', 'AKS works on generation 3', {}],
  ['it is ready', 'Healthy', 'Nodes can be started', ready('True')],
  ['its subnet is missing', 'Degraded', 'SubnetsReady=False', ready('False', 'SubnetsReady=False')],
  ['it looks for images', 'Progressing', 'AKS works on generation 3', ready('Unknown')],
  ['its status is older than the spec', 'Progressing', 'AKS works on generation 3', ready('True', '', 2)],
]);

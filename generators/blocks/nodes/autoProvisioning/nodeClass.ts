import { type Resource, resource } from '../../../model/resource.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import type { NodeClassRef } from '../nodePool.ts';
import { diskGib } from '../provisioner.ts';

/** The fields of AKSNodeClass that are used here: `pkg/apis/v1beta1/aksnodeclass.go` of Azure/karpenter-provider-azure. */
interface IAKSNodeClass {
  readonly apiVersion: 'karpenter.azure.com/v1beta1';
  readonly kind: 'AKSNodeClass';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly imageFamily: 'AzureLinux'; readonly osDiskSizeGB: number };
}

export const aksNodeClassRef: NodeClassRef = { group: 'karpenter.azure.com', kind: 'AKSNodeClass', name: 'nodes' };

/** How AKS starts nodes: its subnet and identity are the cluster's, and AKS chooses the version of the image. */
export function aksNodeClass({ labels }: Shared): Resource {
  return resource<IAKSNodeClass>({
    apiVersion: 'karpenter.azure.com/v1beta1',
    kind: aksNodeClassRef.kind as 'AKSNodeClass',
    metadata: { name: aksNodeClassRef.name, labels },
    spec: { imageFamily: 'AzureLinux', osDiskSizeGB: diskGib },
  });
}

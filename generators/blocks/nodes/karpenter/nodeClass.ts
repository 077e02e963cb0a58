import { type Resource, resource } from '../../../model/resource.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import type { NodeClassRef } from '../nodePool.ts';
import { diskGib } from '../provisioner.ts';

/** The fields of EC2NodeClass that are used here: `pkg/apis/v1/ec2nodeclass.go` of aws/karpenter-provider-aws. */
interface IEC2NodeClass {
  readonly apiVersion: 'karpenter.k8s.aws/v1';
  readonly kind: 'EC2NodeClass';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly role: string;
    readonly amiSelectorTerms: readonly { readonly alias: string }[];
    readonly subnetSelectorTerms: readonly Tagged[];
    readonly securityGroupSelectorTerms: readonly Tagged[];
    readonly metadataOptions: { readonly httpTokens: 'required'; readonly httpPutResponseHopLimit: 1 };
    readonly blockDeviceMappings: readonly {
      readonly deviceName: string;
      readonly ebs: { readonly volumeSize: string; readonly volumeType: 'gp3'; readonly encrypted: true };
    }[];
  };
}

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
}

export const ec2NodeClassRef: NodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'nodes' };

/**
 * How Karpenter starts nodes on AWS. Role, subnets and security groups are those of Karpenter's own guide: the role
 * `KarpenterNodeRole-<cluster>`, and the tag `karpenter.sh/discovery: <cluster>`.
 * https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/
 * Pods do not reach the metadata of the machine: a hop limit of 1, by https://karpenter.sh/docs/concepts/nodeclasses/
 */
export function ec2NodeClass({ inputs: { cluster }, labels }: Shared): Resource {
  const name = cluster.access?.name ?? cluster.name;
  const image = cluster.cloud === 'aws' ? cluster.nodeImage : undefined;
  const own = [{ tags: { 'karpenter.sh/discovery': name } }];
  return resource<IEC2NodeClass>({
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: ec2NodeClassRef.kind as 'EC2NodeClass',
    metadata: { name: ec2NodeClassRef.name, labels },
    spec: {
      role: `KarpenterNodeRole-${name}`,
      amiSelectorTerms: [{ alias: image ?? 'al2023@latest' }],
      subnetSelectorTerms: own,
      securityGroupSelectorTerms: own,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [disk(image?.startsWith('bottlerocket') ? '/dev/xvdb' : '/dev/xvda')],
    },
  });
}

/** Amazon Linux has one disk, Bottlerocket a second one for images and what pods write. */
function disk(deviceName: string) {
  return { deviceName, ebs: { volumeSize: `${diskGib}Gi`, volumeType: 'gp3', encrypted: true } } as const;
}

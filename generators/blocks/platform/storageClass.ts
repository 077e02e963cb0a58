import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import { type Resource, resource } from '../../model/resource.ts';
import type { Cloud } from '../../model/settings/index.ts';
import type { Shared } from './clusterApp.ts';

/** Volumes on SSD that live in one zone: the same name in every cloud. */
export const zonalStorage = 'zonal-ssd';

/**
 * StorageClass for software that replicates over zones itself: replication by the cloud as well would only cost. A
 * volume is made in the zone where its pod was scheduled (`WaitForFirstConsumer`; at once would tie the pod to any
 * zone), can grow, and stays when its claim is deleted.
 *
 * The API server refuses to change anything here but `allowVolumeExpansion`: provisioner, parameters, reclaim policy
 * and binding mode of an existing class are fixed, and another choice needs another class and a move of the data.
 * https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export function zonalStorageClass({ inputs, labels }: Shared): Resource {
  return resource<IStorageClass>({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: zonalStorage, labels },
    ...drivers[inputs.cluster.cloud],
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
}

type Driver = Pick<IStorageClass, 'provisioner' | 'parameters' | 'allowVolumeExpansion'>;

const drivers: Readonly<Record<Cloud, Driver>> = {
  // Unencrypted is the driver's default: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
  aws: {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    allowVolumeExpansion: true,
  },
  // Encrypted always. `replication-type: none` is a zonal disk:
  // https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver
  google: {
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { type: 'pd-balanced', 'replication-type': 'none' },
    allowVolumeExpansion: true,
  },
  // Encrypted always. LRS is a zonal disk; AKS' own premium class takes the dearer ZRS in clusters over zones:
  // https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
  azure: {
    provisioner: 'disk.csi.azure.com',
    parameters: { skuName: 'Premium_LRS', cachingMode: 'ReadOnly' },
    allowVolumeExpansion: true,
  },
  // A folder of the node, as k3d and kind bring it; it cannot grow: https://github.com/rancher/local-path-provisioner
  local: { provisioner: 'rancher.io/local-path', allowVolumeExpansion: false },
};

/** Folders of files over the network, which pods of all zones write to: the same name in every cloud. */
export const sharedStorage = 'shared-files';

/**
 * StorageClass for volumes with many writers, replicated over zones by the cloud. Absent on a local cluster, and on AWS
 * without a file system: EFS makes folders in one that is there.
 * @param fileSystem AWS: the ID of an EFS with a mount target in each zone
 */
export function sharedStorageClass({ inputs, labels }: Shared, fileSystem: string | undefined): Resource[] {
  const driver = sharedDriver(inputs.cluster.cloud, fileSystem);
  if (!driver) return [];
  return [
    resource<IStorageClass>({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: sharedStorage, labels },
      ...driver,
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    }),
  ];
}

function sharedDriver(cloud: Cloud, fileSystem: string | undefined): Driver | undefined {
  switch (cloud) {
    case 'aws':
      // Each volume is an access point, as whose user all pods act:
      // https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md#storage-class-parameters-for-dynamic-provisioning
      return fileSystem === undefined
        ? undefined
        : {
            provisioner: 'efs.csi.aws.com',
            parameters: { provisioningMode: 'efs-ap', fileSystemId: fileSystem, directoryPerms: '700' },
            allowVolumeExpansion: false,
          };
    case 'google':
      // A regional instance of Filestore, of 1Ti at least:
      // https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/filestore-csi-driver
      return {
        provisioner: 'filestore.csi.storage.gke.io',
        parameters: { tier: 'enterprise', network: 'default' },
        allowVolumeExpansion: true,
      };
    case 'azure':
      // NFS, of 100Gi at least; ZRS is a copy in each zone:
      // https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/master/docs/driver-parameters.md
      return {
        provisioner: 'file.csi.azure.com',
        parameters: { protocol: 'nfs', skuName: 'Premium_ZRS' },
        allowVolumeExpansion: true,
      };
    case 'local':
      return undefined;
  }
}

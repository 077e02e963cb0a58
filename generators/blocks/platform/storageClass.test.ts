import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cloud } from '../../model/settings/index.ts';
import { platformOf } from '../../testing/platform.ts';
import { sharedStorageClass, zonalStorageClass } from './storageClass.ts';

const expected: Record<Cloud, object> = {
  aws: {
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    allowVolumeExpansion: true,
  },
  google: {
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { type: 'pd-balanced', 'replication-type': 'none' },
    allowVolumeExpansion: true,
  },
  azure: {
    provisioner: 'disk.csi.azure.com',
    parameters: { skuName: 'Premium_LRS', cachingMode: 'ReadOnly' },
    allowVolumeExpansion: true,
  },
  local: { provisioner: 'rancher.io/local-path', allowVolumeExpansion: false },
};

for (const [cloud, driver] of Object.entries(expected)) {
  test(`zonal volumes on ${cloud} are what its driver calls a disk of one zone`, () => {
    const shared = platformOf(cloud as Cloud);
    assert.deepEqual(zonalStorageClass(shared), {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'zonal-ssd', labels: shared.labels },
      ...driver,
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  });
}

const shared: Record<Cloud, object | undefined> = {
  aws: {
    provisioner: 'efs.csi.aws.com',
    parameters: { provisioningMode: 'efs-ap', fileSystemId: 'fs-1', directoryPerms: '700' },
    allowVolumeExpansion: false,
  },
  google: {
    provisioner: 'filestore.csi.storage.gke.io',
    parameters: { tier: 'enterprise', network: 'default' },
    allowVolumeExpansion: true,
  },
  azure: {
    provisioner: 'file.csi.azure.com',
    parameters: { protocol: 'nfs', skuName: 'Premium_ZRS' },
    allowVolumeExpansion: true,
  },
  local: undefined,
};

for (const [cloud, driver] of Object.entries(shared)) {
  test(`volumes with many writers on ${cloud} are ${driver ? 'files over the network' : 'not to be had'}`, () => {
    const [made] = sharedStorageClass(platformOf(cloud as Cloud), 'fs-1');
    if (driver) assert.partialDeepStrictEqual(made, { metadata: { name: 'shared-files' }, ...driver });
    else assert.equal(made, undefined);
  });
}

test('AWS makes folders in a file system that is there, and nothing without one', () => {
  assert.deepEqual(sharedStorageClass(platformOf('aws'), undefined), []);
});

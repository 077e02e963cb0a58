import { Type } from 'typebox';
import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { sharedStorageClass, zonalStorageClass } from '../../generators/blocks/platform/storageClass.ts';
import { sharedVolume } from '../../generators/blocks/workload/volume.ts';
import { collected } from '../../generators/model/fact.ts';

/** The setting of the class for volumes with many writers. */
export const fileSystemSetting = {
  fileSystem: Type.Optional(
    Type.String({
      pattern: '^fs-[0-9a-f]{8,40}$',
      title: 'the ID of a file system, such as fs-0123456789abcdef0',
      description: 'AWS: the EFS, with a mount target in each zone, in which volumes with many writers are folders.',
    }),
  ),
};

/** The storage classes that stateful apps may name: that of volumes with many writers where an app has one. */
export const storage: ClusterPart = (shared) => {
  const { fileSystem } = shared.inputs.settings as { readonly fileSystem?: string };
  const isShared = collected(shared.inputs, sharedVolume).length > 0;
  return [zonalStorageClass(shared), ...(isShared ? sharedStorageClass(shared, fileSystem) : [])];
};

import { Type } from 'typebox';
import { nodeClasses } from '../../generators/blocks/nodes/nodes.ts';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { here } from '../../generators/blocks/source.ts';
import { sharedVolume } from '../../generators/blocks/workload/volume.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { namespaces } from './namespaces.ts';
import { priorityClasses } from './priorityClasses.ts';
import { quotaSettings, quotas } from './quotas.ts';
import { fileSystemSetting, storage } from './storage.ts';

const source = here(import.meta);

/**
 * Objects that a cluster has once, synced first: namespaces, quotas and classes. Operators need them too, so no object
 * here needs an operator. What takes classes of nodes is there before Argo CD is: docs/nodes.md
 */
export const platform = clusterApp('platform', {
  source,
  stage: 'platform',
  settings: Type.Object(
    {
      enabled: Type.Boolean({
        default: true,
        description: 'Whether namespaces, budgets and classes of a cluster are kept here.',
      }),
      quotas: quotaSettings,
      ...fileSystemSetting,
    },
    { ...closed, description: `Settings of ${source}.` },
  ),
  collects: [sharedVolume],
  parts: [namespaces, quotas, priorityClasses, storage, nodeClasses],
});

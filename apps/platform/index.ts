import { Type } from 'typebox';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { namespaces } from './namespaces.ts';
import { priorities } from './priorities.ts';
import { quotaSettings, quotas } from './quotas.ts';
import { secrets } from './secrets.ts';
import { storage } from './storage.ts';

const source = 'apps/platform/index.ts';

/** What a cluster has once, before any app: everything else lives in its namespaces and within its budgets. */
export const platform = clusterApp('platform', {
  source,
  settings: Type.Object(
    {
      enabled: Type.Boolean({
        default: true,
        description: 'Whether namespaces, budgets, classes and stores of a cluster are kept here.',
      }),
      quotas: quotaSettings,
    },
    { ...closed, description: `Settings of ${source}.` },
  ),
  parts: [namespaces, quotas, priorities, storage, secrets],
});

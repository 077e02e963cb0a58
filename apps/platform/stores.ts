import { Type } from 'typebox';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { fetchedAccount } from '../../generators/blocks/secrets/fetchedAccount.ts';
import { here } from '../../generators/blocks/source.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { secrets } from './secrets.ts';

const source = here(import.meta);

/** Where secrets come from: once in a cluster, after External Secrets, which serves it, and before all that asks for one. */
export const stores = clusterApp('stores', {
  source,
  stage: 'stores',
  settings: Type.Object(
    {
      enabled: Type.Boolean({
        default: true,
        description: 'Whether the stores of secrets of a cluster are kept here.',
      }),
    },
    { ...closed, description: `Settings of ${source}.` },
  ),
  collects: [fetchedAccount],
  parts: [secrets],
});

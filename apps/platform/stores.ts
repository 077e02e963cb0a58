import { Type } from 'typebox';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { fetchedAccount } from '../../generators/blocks/secrets/fetchedAccount.ts';
import { here } from '../../generators/blocks/source.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { secrets } from './secrets.ts';

const source = here(import.meta);

/**
 * The stores of secrets, once in a cluster: synced after External Secrets, which serves them, and before all apps that
 * need a secret.
 */
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

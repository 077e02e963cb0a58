import { postgres } from '../../generators/blocks/data/postgres/postgres.ts';
import { here } from '../../generators/blocks/source.ts';
import { identities } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';
import { postgresql } from './postgresImages.ts';

/**
 * PostgreSQL for Keycloak, without poolers: Keycloak pools connections in each pod, and its migrations hold session
 * locks, which transaction pooling does not keep. `connections` is enough for the largest scale of the app with its
 * default pools, one more pod during a rollout, and a fifth to spare.
 * https://www.keycloak.org/server/db · https://www.pgbouncer.org/features.html
 */
export const identitiesDatabase = postgres(app('identities-database', 'data', []), {
  source: here(import.meta),
  contract: identities.contract,
  images: { server: postgresql },
  priority: priorities.critical,
  storage: '20Gi',
  resources: { cpu: '1', memory: '4Gi' },
  connections: 300,
});

import { postgres } from '../generators/blocks/data/postgres.ts';
import { app } from '../generators/blocks/names.ts';
import { users } from './names.ts';

/**
 * A PostgreSQL for the contract `users` inside the cluster, where an environment wants one. Apps still reach it as an
 * external database, at the address `users-rw.data.svc.cluster.local` and by the networks that the environment names.
 *
 * The image is the operator project's own, tag and digest from its catalogue for PostgreSQL 17 on Debian 13:
 * https://github.com/cloudnative-pg/artifacts/blob/main/image-catalogs/catalog-standard-trixie.yaml
 */
export const usersDatabase = postgres(app('users-database', 'data', []), {
  source: 'apps/usersDatabase.ts',
  cluster: users.contract.name,
  image:
    'ghcr.io/cloudnative-pg/postgresql:17.11-202608170816-standard-trixie@sha256:91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21',
  clients: ['backend'],
  storage: '50Gi',
  resources: { cpu: '1', memory: '4Gi' },
  connections: 200,
});

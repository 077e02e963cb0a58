import { postgres } from '../../generators/blocks/data/postgres/postgres.ts';
import { here } from '../../generators/blocks/source.ts';
import { users } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';
import { pgbouncer, postgresql } from './postgresImages.ts';

/** PostgreSQL for accounts, profiles and all other data of the API. It has poolers, because many pods use it. */
export const usersDatabase = postgres(app('users-database', 'data', []), {
  source: here(import.meta),
  contract: users.contract,
  images: { server: postgresql, pooler: pgbouncer },
  priority: priorities.critical,
  storage: '50Gi',
  resources: { cpu: '2', memory: '8Gi' },
  connections: 300,
});

import { postgres } from '../blocks/data/postgres/postgres.ts';
import { here } from '../blocks/source.ts';
import { names, users } from './names.ts';
import { priorities } from './priorities.ts';

const spec = {
  source: here(import.meta),
  contract: users.contract,
  images: { server: 'registry.example.com/postgresql:17.1' },
  priority: priorities.critical,
  storage: '10Gi',
  resources: { cpu: '1', memory: '1Gi' },
  connections: 100,
};

/** PostgreSQL inside the cluster for the contract `users`, behind poolers. */
export const usersDatabase = postgres(names.usersDatabase, {
  ...spec,
  images: { ...spec.images, pooler: 'registry.example.com/pgbouncer:1.25.2' },
});

/** The same without poolers. */
export const unpooledDatabase = postgres(names.usersDatabase, spec);

/** Settings of the contract `users` where a database outside the cluster fulfils it. */
export const externalUsers = {
  provider: 'external',
  host: 'users.db.example.com',
  database: 'users',
  secret: 'users-database',
  networks: ['10.20.0.0/16'],
};

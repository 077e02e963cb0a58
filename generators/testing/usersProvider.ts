import { Type } from 'typebox';
import type { App, Provision } from '../model/app.ts';
import { exampleApp } from './app.ts';
import { names, users } from './names.ts';

/**
 * An app that renders nothing and provides the contract `users` where `operator` is chosen, with the provision of a
 * test.
 */
export function usersProvider(provision: Pick<Provision, 'onStandby'> & Partial<Provision>): App {
  return exampleApp(names.usersDatabase, {
    settings: Type.Object({}),
    provides: {
      contract: users.contract,
      provider: 'operator',
      endpoint: () => ({
        kind: 'database',
        engine: 'postgresql',
        host: 'users-rw',
        port: 5432,
        database: 'users',
        credentials: { store: 'cluster-secrets', key: 'users-app' },
        peer: 'internet',
      }),
      ...provision,
    },
  });
}

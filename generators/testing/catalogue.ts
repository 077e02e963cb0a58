import type { Catalogue } from '../model/fleet.ts';
import { uploads, users } from './names.ts';
import { operators } from './operators.ts';
import { platform, stores } from './platform.ts';
import { api, worker } from './services.ts';
import { usersDatabase } from './usersDatabase.ts';

/** What the sample company's backend consists of. Nobody uses the contract `uploads` yet. */
export const catalogue: Catalogue = {
  apps: [platform, stores, usersDatabase, api, worker],
  contracts: [users.contract, uploads.contract],
  operators,
};

import type { Catalogue } from '../model/fleet.ts';
import { uploads, users } from './names.ts';
import { operators } from './operators.ts';
import { platform, stores } from './platform.ts';
import { api, worker } from './services.ts';
import { usersDatabase } from './usersDatabase.ts';

/** The catalogue of the sample company. No app uses the contract `uploads` yet. */
export const catalogue: Catalogue = {
  apps: [platform, stores, usersDatabase, api, worker],
  contracts: [users.contract, uploads.contract],
  operators,
};

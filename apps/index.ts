import type { Catalogue } from '../generators/model/fleet.ts';
import { api } from './api.ts';
import { auth } from './auth.ts';
import { files } from './files.ts';
import { inapp } from './inapp.ts';
import { answers, events, identities, realtime, uploads, users } from './names.ts';
import { platform } from './platform/index.ts';
import { push } from './push.ts';
import { thumbnails } from './thumbnails.ts';
import { usersDatabase } from './usersDatabase.ts';
import { worker } from './worker.ts';

const apps = [
  // What a cluster has once.
  platform,
  // What may run inside it or elsewhere.
  usersDatabase,
  // The backend itself.
  api,
  worker,
  auth,
  push,
  inapp,
  files,
  thumbnails,
];

/** What the backend consists of. */
export const catalogue: Catalogue = {
  apps,
  contracts: [users, identities, events, answers, realtime, uploads].map(({ contract }) => contract),
};

import { appIn, bucket, postgresqlDatabase } from '../blocks/names.ts';

/** Names an app in one of the sample company's tiers. */
export const app = appIn(['backend', 'identity', 'messaging', 'media', 'data']);

/** The apps of the sample company, a shop. */
export const names = {
  api: app('api', 'backend', ['http']),
  worker: app('worker', 'backend', []),
  usersDatabase: app('users-database', 'data', []),
};

/** The database of user accounts. */
export const users = postgresqlDatabase('users');

/** The bucket of uploaded files. */
export const uploads = bucket('uploads');

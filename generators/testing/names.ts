import { app, bucket, database } from '../blocks/names.ts';

/** The apps of the sample company, a shop. */
export const names = {
  api: app('api', 'backend', ['http']),
  worker: app('worker', 'backend', []),
  usersDatabase: app('users-database', 'data', []),
};

/** Accounts and what belongs to them. */
export const users = database('users');

/** What people upload. */
export const uploads = bucket('uploads');

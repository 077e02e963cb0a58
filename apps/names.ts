import { app, bucket, cache, cassandra, database, mongodb, mysql, queue } from '../generators/blocks/names.ts';

/** Every app of the backend, with the ports that others may call. What they do is in their own files. */
export const names = {
  api: app('api', 'backend', ['http']),
  worker: app('worker', 'backend', []),
  billing: app('billing', 'backend', ['http']),
  catalogue: app('catalogue', 'backend', ['http']),
  activity: app('activity', 'backend', ['http']),
  auth: app('auth', 'identity', ['http', 'management', 'jgroups', 'jgroups-fd'], {
    'admin-username': 'text',
    'admin-password': 'text',
  }),
  push: app('push', 'messaging', ['http']),
  inapp: app('inapp', 'messaging', ['http', 'internal'], { 'api-key': 'text' }),
  files: app('files', 'media', ['http']),
  thumbnails: app('thumbnails', 'media', ['http'], { key: 'hex', salt: 'hex' }),
};

/** Accounts, profiles and everything else the API keeps. */
export const users = database('users');

/** Realms, credentials and sessions of the identity provider. */
export const identities = database('identities');

/** What people bought and owe. */
export const payments = mysql('payments');

/** What can be bought. */
export const products = mongodb('products');

/** What those whom somebody follows have done, by who reads it. */
export const feed = cassandra('feed');

/** Work that need not be done while a request waits, push messages above all. */
export const events = queue('events');

/** What may be lost at any time: answers worth keeping for a moment. */
export const answers = cache('answers');

/** Carries real-time messages between the pods of `inapp`. Apart from `answers`: it must never evict. */
export const realtime = cache('realtime');

/** What people upload. */
export const uploads = bucket('uploads');

/** Copies of what the databases inside clusters hold. Apart from `uploads`: no app may reach it. */
export const backups = bucket('backups');

/** How many pods take uploads. An upload stays where it began: `/files/0/` to `/files/<uploadShards - 1>/`. */
export const uploadShards = 3;

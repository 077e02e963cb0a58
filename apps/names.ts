import { app, bucket, cache, database, queue } from '../generators/blocks/names.ts';

/** Every app of the backend, with the ports that others may call. What they do is in their own files. */
export const names = {
  api: app('api', 'backend', ['http']),
  worker: app('worker', 'backend', []),
  auth: app('auth', 'identity', ['http', 'management', 'jgroups', 'jgroups-fd']),
  push: app('push', 'messaging', ['http']),
  inapp: app('inapp', 'messaging', ['http', 'internal']),
  files: app('files', 'media', ['http']),
  thumbnails: app('thumbnails', 'media', ['http']),
};

/** Accounts, profiles and everything else the API keeps. */
export const users = database('users');

/** Realms, credentials and sessions of the identity provider. */
export const identities = database('identities');

/** Work that need not be done while a request waits, push messages above all. */
export const events = queue('events');

/** What may be lost at any time: answers worth keeping for a moment. */
export const answers = cache('answers');

/** Carries real-time messages between the pods of `inapp`. Apart from `answers`: it must never evict. */
export const realtime = cache('realtime');

/** What people upload. */
export const uploads = bucket('uploads');

/** How many pods take uploads. An upload stays where it began: `/files/0/` to `/files/<uploadShards - 1>/`. */
export const uploadShards = 3;

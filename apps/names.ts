import {
  bucket,
  cache,
  cassandraKeyspace,
  given,
  internet,
  mongodbDatabase,
  mysqlDatabase,
  postgresqlDatabase,
  queue,
  random,
} from '../generators/blocks/names.ts';
import { app } from './tiers.ts';

/** Every app of the backend, with the ports that others may call and the keys of its secrets. What they do is in their own files. */
export const names = {
  api: app('api', 'backend', ['http', 'internal']),
  worker: app('worker', 'backend', []),
  billing: app('billing', 'backend', ['http']),
  catalogue: app('catalogue', 'backend', ['http']),
  activity: app('activity', 'backend', ['http']),
  auth: app('auth', 'identity', ['http', 'management', 'jgroups', 'jgroups-fd'], {
    'admin-username': random(),
    'admin-password': random(),
  }),
  push: app('push', 'messaging', ['http']),
  inapp: app('inapp', 'messaging', ['http', 'internal'], { 'api-key': random() }),
  files: app('files', 'media', ['http']),
  thumbnails: app('thumbnails', 'media', ['http'], { key: random('hex'), salt: random('hex') }),
};

/** Accounts, profiles and everything else the API keeps. */
export const users = postgresqlDatabase('users');

/** Realms, credentials and sessions of the identity provider. */
export const identities = postgresqlDatabase('identities');

/** What people bought and owe. */
export const payments = mysqlDatabase('payments');

/** What can be bought. */
export const products = mongodbDatabase('products');

/** What those whom somebody follows have done, by who reads it. */
export const feed = cassandraKeyspace('feed');

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

/**
 * Apple's push notification service: providers reach 17.0.0.0/8 on 443, or on 2197 where a firewall holds 443 for HTTP/1.
 * https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
export const apns = internet('apns', {
  networks: ['17.0.0.0/8'],
  ports: [443, 2197],
  keys: { key: given('a .p8 file'), 'key-id': given(), 'team-id': given() },
});

/** Firebase Cloud Messaging. Google publishes no fixed networks for it: https://firebase.google.com/docs/cloud-messaging/server#firewall */
export const fcm = internet('fcm', { ports: [443], keys: { 'service-account': given('a JSON file') } });

/** How many pods take uploads. An upload stays where it began: `/files/0/` to `/files/<uploadShards - 1>/`. */
export const uploadShards = 3;

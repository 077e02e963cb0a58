import { edgeApp } from '../generators/blocks/gateways/edge/names.ts';
import { limitsService } from '../generators/blocks/gateways/istio/limitsFilter.ts';
import {
  bucket,
  cache,
  cassandraKeyspace,
  given,
  internet,
  issuer,
  logStore,
  mongodbDatabase,
  mysqlDatabase,
  postgresqlDatabase,
  queue,
  random,
} from '../generators/blocks/names.ts';
import { gatewayNamespace } from '../generators/upstream/gateways.ts';
import { app } from './tiers.ts';

/**
 * Every app of the backend, with the ports that others may call and the keys of its secrets. Their declarations are in
 * their own files.
 */
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
  headroom: app('headroom', 'headroom', []),
  ratelimit: app(limitsService.name, gatewayNamespace, ['grpc']),
  edge: app(edgeApp.name, edgeApp.tier, ['verify', 'upgrade', 'closed']),
};

/** The database of accounts, profiles and all other data of the API. */
export const users = postgresqlDatabase('users');

/** The database of the identity provider: realms, credentials and sessions. */
export const identities = postgresqlDatabase('identities');

/** The database of purchases and invoices. */
export const payments = mysqlDatabase('payments');

/** The database of products. */
export const products = mongodbDatabase('products');

/** The keyspace of activity feeds, by reader. */
export const feed = cassandraKeyspace('feed');

/** Who signs the tokens of the mobile app's users. */
export const userTokens = issuer('tokens');

/** The queue of work that need not be done during a request, push messages above all. */
export const events = queue('events');

/** The cache of answers, which may be lost at any time. */
export const answers = cache('answers');

/**
 * The broker of real-time messages between the pods of `inapp`. Separate from `answers`, because it must never evict.
 */
export const realtime = cache('realtime');

/** The cache in which the pods of a gateway, or `ratelimit` for them, count the requests of each caller. */
export const limits = cache('limits');

/** The bucket of uploads. */
export const uploads = bucket('uploads');

/** The bucket of backups of the databases inside clusters. Separate from `uploads`, because no app may reach it. */
export const backups = bucket('backups');

/** The store of the logs of all pods. */
export const logs = logStore('logs');

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

/** Services that tell people of alerts, such as Slack and PagerDuty: the keys of the entry are the receivers of settings. */
export const alertServices = internet('alert-receivers', { ports: [443] });

/**
 * Number of pods for uploads. An upload stays at the pod where it began: `/files/0/` to `/files/<uploadShards - 1>/`.
 */
export const uploadShards = 3;

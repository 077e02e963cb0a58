import { Type } from 'typebox';
import { goMemoryLimit } from '../generators/blocks/goMemoryLimit.ts';
import { alerts } from '../generators/blocks/monitoring/alerts/alerts.ts';
import { pushAlerts } from '../generators/blocks/monitoring/alerts/push.ts';
import { keysInWords } from '../generators/blocks/names.ts';
import { cpu } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { closed } from '../generators/model/settings/scalars.ts';
import { apns, fcm, names } from './names.ts';
import { priorities } from './priorities.ts';
import { gorush } from './runtimes/gorush.ts';

const on = (description: string) => Type.Boolean({ default: true, description });
const folder = '/etc/push';

/**
 * gorush: hands notifications to Apple and Google. It has no authentication and no storage: `worker` alone may call it,
 * and keeps the message in the queue until the response has arrived. Few large pods, because each signs its own tokens
 * for Apple, which rejects them when a key's tokens change too often. Variables and behaviour: `config/config.go` and
 * `router/server.go` of https://github.com/appleboy/gorush
 */
export const push = service(names.push, {
  source: here(import.meta),
  runtime: gorush,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  resources: { cpu: '1', memory: '512Mi' },
  priority: priorities.standard,
  uses: { apns, fcm },
  parts: [alerts(pushAlerts)],
  options: {
    ios: Type.Object(
      {
        enabled: on('Whether it pushes to iOS.'),
        production: on("Whether to Apple's production service; development builds of an app need the other."),
      },
      { ...closed, description: `Apple: the entry \`<prefix>-apns\` holds ${keysInWords(apns.keys)}.` },
    ),
    android: Type.Object(
      { enabled: on('Whether it pushes to Android.') },
      { ...closed, description: `Google: the entry \`<prefix>-fcm\` holds ${keysInWords(fcm.keys)}.` },
    ),
  },
  env: ({ uses, settings: { ios, android, resources } }) => ({
    GOMEMLIMIT: goMemoryLimit(resources.memory),
    GORUSH_CORE_PORT: String(gorush.ports.http),
    GORUSH_CORE_SHUTDOWN_TIMEOUT: String(gorush.drainSeconds),
    // The answer waits for Apple and Google and says which tokens failed.
    GORUSH_CORE_SYNC: 'true',
    // One notification, to any number of devices, a request: those of one request are sent side by side, and what
    // they report is collected without a lock.
    GORUSH_CORE_MAX_NOTIFICATION: '1',
    // The default is the number of the node's cores, but workers wait for the network, not for a core.
    GORUSH_CORE_WORKER_NUM: '100',
    GORUSH_IOS_ENABLED: String(ios.enabled),
    ...(ios.enabled && {
      GORUSH_IOS_PRODUCTION: String(ios.production),
      GORUSH_IOS_KEY_PATH: `${folder}/apns.p8`,
      GORUSH_IOS_KEY_ID: uses.apns.credential('key-id'),
      GORUSH_IOS_TEAM_ID: uses.apns.credential('team-id'),
    }),
    GORUSH_ANDROID_ENABLED: String(android.enabled),
    ...(android.enabled && { GORUSH_ANDROID_KEY_PATH: `${folder}/fcm.json` }),
    GORUSH_LOG_FORMAT: 'json',
    // This setting also masks tokens in responses: then `worker` could not tell which devices no longer exist.
    GORUSH_LOG_HIDE_TOKEN: 'false',
    GORUSH_LOG_HIDE_MESSAGES: 'true',
    GORUSH_LOG_ACCESS_LEVEL: 'warn',
  }),
  files: ({ uses, settings: { ios, android } }) => ({
    [folder]: {
      ...(ios.enabled && { 'apns.p8': uses.apns.credential('key') }),
      ...(android.enabled && { 'fcm.json': uses.fcm.credential('service-account') }),
    },
  }),
  notes: ({ settings: { ios, android } }) =>
    ios.enabled || android.enabled ? [] : ['push has neither iOS nor Android enabled, and ends at once without any'],
});

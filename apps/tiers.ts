import { appIn } from '../generators/blocks/names.ts';

/** Namespaces, one per tier. Apps of one tier share quota, access rights and failures. */
export const tiers = [
  'backend',
  'identity',
  'messaging',
  'media',
  'data',
  'gateways',
  'monitoring',
  'logging',
  'node-agents',
  'headroom',
] as const;

/** The name of a namespace. */
export type Tier = (typeof tiers)[number];

/** Names an app in one of these tiers: `app('auth', 'identity', ['http'])`. */
export const app = appIn(tiers);

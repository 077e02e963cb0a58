import { appIn } from '../blocks/names.ts';

/** Names an app in one of the sample company's tiers. */
export const app = appIn(['backend', 'identity', 'messaging', 'media', 'data']);

import { identityHeader } from '../identityHeader.ts';
import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import { breaker } from './breaker.ts';
import { cors } from './cors.ts';
import { limit } from './limit.ts';
import type { Step } from './middleware.ts';
import { size } from './size.ts';
import { token } from './token.ts';

/** What every answer carries, refusals too: it is set before anything else acts. */
const secure: Filter = {
  type: 'ResponseHeaderModifier',
  responseHeaderModifier: {
    set: [
      { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
      { name: 'X-Content-Type-Options', value: 'nosniff' },
    ],
  },
};

/** Takes an identity that somebody claims off a request. Other spellings are gone before: `aliasHeadersStrategy`. */
const anonymous: Filter = {
  type: 'RequestHeaderModifier',
  requestHeaderModifier: { remove: [identityHeader] },
};

/**
 * What happens to a request of a route, in this order: security headers, CORS (it answers preflights, which have no
 * token), the identity header removed, the token verified, the limit counted (by the identity that the token gave), the
 * size checked, and the circuit breaker, which sees the backend alone.
 */
export function chain(plan: RoutePlan): readonly (Filter | Step)[] {
  const all = [secure, cors(plan), anonymous, token(plan), limit(plan), size(plan), breaker(plan)];
  return all.filter((one) => one !== undefined);
}

import { identityHeader } from '../../../upstream/gateways.ts';
import { answerFilter } from '../answerHeaders.ts';
import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import { corsStep } from './corsStep.ts';
import { limitStep } from './limitStep.ts';
import type { Step } from './middleware.ts';
import { sizeStep } from './sizeStep.ts';
import { tokenStep } from './tokenStep.ts';

/**
 * Takes off a request what somebody claims: an identity, and an address (Traefik itself replaces `X-Forwarded-For`). Other
 * spellings are gone before: `aliasHeadersStrategy`.
 */
const anonymous: Filter = {
  type: 'RequestHeaderModifier',
  requestHeaderModifier: { remove: [identityHeader, 'Forwarded'] },
};

/**
 * What happens to a request of a route, in this order: headers of its answer (of refusals too), CORS (it answers preflights, which have no
 * token), what somebody claims removed, the token verified, the limit counted (by the identity that the token gave), the
 * size checked. Nothing is tried again. Traefik's circuit breaker is not used: it knows no least number of requests, so
 * one slow answer of a quiet route would close it for everybody.
 */
export function chain(plan: RoutePlan): readonly (Filter | Step)[] {
  const all = [answerFilter, corsStep(plan), anonymous, tokenStep(plan), limitStep(plan), sizeStep(plan)];
  return all.filter((one) => one !== undefined);
}

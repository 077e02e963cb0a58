import { identityHeader } from '../../../upstream/gateways.ts';
import { answerFilter } from '../answerHeaders.ts';
import { corsOf } from '../cors.ts';
import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import { corsFilter } from './corsFilter.ts';

/**
 * Spellings of the identity's header with underscores: a header of its own for Envoy, and the same one for programs that
 * make variables of headers, as CGI did. https://www.rfc-editor.org/rfc/rfc3875#section-4.1.18
 */
const spellings = ['X_User_Id', 'X-User_Id', 'X_User-Id'];

/**
 * Filters of a route's rules. A forged identity is removed here, after tokens were verified: on a route with tokens the
 * header is then the gateway's own, which overwrote any other; an open route has none.
 */
export function istioFilters(plan: RoutePlan): readonly Filter[] {
  const cors = corsOf(plan);
  return [
    ...(cors ? [corsFilter(cors)] : []),
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { remove: plan.tokens ? spellings : [identityHeader, ...spellings] },
    },
    answerFilter,
  ];
}

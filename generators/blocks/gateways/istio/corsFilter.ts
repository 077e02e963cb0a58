import type { Cors } from '../cors.ts';
import type { Filter } from '../kind.ts';

/** The filter for CORS: https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter */
export function corsFilter({ origins, methods, sent, read, seconds }: Cors): Filter {
  return {
    type: 'CORS',
    cors: {
      allowOrigins: [...origins],
      allowMethods: [...methods],
      allowHeaders: [...sent],
      exposeHeaders: [...read],
      maxAge: seconds,
    },
  } as Filter;
}

import { deregistrationSeconds, drainSeconds } from '../loadBalancer.ts';
import { traefikPorts } from './ports.ts';

/**
 * Characters that have a meaning in paths and arrive encoded, such as `%2F`, answer 400: a backend that decodes them
 * would see another path than the routes did.
 */
const encodedCharacters = {
  allowEncodedSlash: false,
  allowEncodedBackSlash: false,
  allowEncodedNullCharacter: false,
  allowEncodedSemicolon: false,
  allowEncodedPercent: false,
  allowEncodedQuestionMark: false,
  allowEncodedHash: false,
} as const;

/**
 * What both entry points do before a route is looked for.
 *
 * A request may take an hour to arrive: Traefik has one bound for all routes, its default of 60 seconds ends uploads, and
 * none at all would let anybody hold connections open. Uploads that take longer are resumed. An answer may take any time.
 * https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
 */
const common = {
  http: {
    // `//` and `/%2e/` are resolved before the routes are asked, and the backend gets what they saw.
    sanitizePath: true,
    encodedCharacters,
    // `X_User_Id` and `X.User.Id` are one variable with `X-User-Id` to many backends.
    aliasHeadersStrategy: 'delete',
  },
  // Nobody before Traefik writes X-Forwarded-For: load balancers pass the client's address on as it is.
  forwardedHeaders: { insecure: false, trustedIPs: [] },
  transport: {
    respondingTimeouts: { readTimeout: '3600s', writeTimeout: '0s', idleTimeout: '180s' },
    // A pod that terminates takes new connections until the load balancer sends none, then lets requests end.
    lifeCycle: {
      requestAcceptGraceTimeout: `${deregistrationSeconds}s`,
      graceTimeOut: `${drainSeconds - deregistrationSeconds}s`,
    },
  },
} as const;

/** Values of the chart for the ports of the pods: `web` and `websecure` are the names it gives to the first two. */
export const entryPoints = {
  web: { port: traefikPorts.http, ...common },
  websecure: { port: traefikPorts.https, ...common },
  metrics: { port: traefikPorts.metrics },
} as const;

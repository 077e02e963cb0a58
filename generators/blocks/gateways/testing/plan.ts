import type { VerifiedRoute } from '../plan.ts';

/** TokenCheck of an identity provider. */
export const exampleTokens = {
  issuer: 'https://auth.example.com/realms/users',
  audiences: ['shop'],
  keys: 'http://auth/keys',
};

/** An ordinary route without tokens or a limit, with what a test changes. */
export function examplePlan(changes: Partial<VerifiedRoute> = {}): VerifiedRoute {
  return {
    name: 'api-v1',
    app: 'api',
    namespace: 'backend',
    protocol: 'http',
    host: 'api.example.com',
    paths: [{ path: '/v1', service: 'api', port: 8080 }],
    exact: false,
    methods: [],
    headers: {},
    exchange: 'ordinary',
    seconds: 15,
    largest: 1024,
    origins: [],
    closed: [],
    ...changes,
  };
}

/** A route with tokens. */
export function tokenPlan(changes: Partial<VerifiedRoute> = {}): VerifiedRoute {
  return examplePlan({ tokens: exampleTokens, ...changes });
}

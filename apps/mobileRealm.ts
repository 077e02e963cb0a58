import type { Inputs } from '../generators/model/inputs.ts';
import type { Realm } from './realm.ts';

/** The name of the mobile app's client. */
const mobileClient = 'mobile-app';

/** Roles in tokens, with their purpose. Every registered person is a `user`. */
const roles = {
  user: 'Uses the mobile app.',
  support: 'Helps users: sees their accounts and changes nothing.',
} as const;

/**
 * The realm of the mobile app's users, in Keycloak's own format: each sync restores the fields in it, and does not
 * change others (users, sessions, other settings of the console).
 * https://www.keycloak.org/docs-api/latest/rest-api/index.html#RealmRepresentation
 *
 * The app is a public client, because a secret in an app can be extracted. So it proves with PKCE that the client that
 * redeems a code is the one that requested it, and a refresh token is valid for one use:
 * https://www.rfc-editor.org/rfc/rfc8252,
 * https://www.rfc-editor.org/rfc/rfc7636. Addresses are not verified until the realm has a mail server.
 */
export function mobileRealm({ environment }: Pick<Inputs, 'environment'>, { name: realm, audience, redirects }: Realm) {
  return {
    realm,
    enabled: true,
    displayName: environment.domain,
    // Gateways terminate TLS; Keycloak trusts their forwarded headers.
    sslRequired: 'external',
    registrationAllowed: true,
    registrationEmailAsUsername: true,
    loginWithEmailAllowed: true,
    duplicateEmailsAllowed: false,
    resetPasswordAllowed: true,
    verifyEmail: false,
    passwordPolicy: 'length(12) and notUsername and notEmail',
    // Ten wrong passwords lock an account for a minute, then longer, at most for a quarter of an hour.
    bruteForceProtected: true,
    failureFactor: 10,
    waitIncrementSeconds: 60,
    maxFailureWaitSeconds: 900,
    // Seconds: five minutes, a month without use, a year in all.
    accessTokenLifespan: 300,
    ssoSessionIdleTimeout: 2_592_000,
    ssoSessionMaxLifespan: 31_536_000,
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    eventsEnabled: true,
    eventsExpiration: 2_592_000,
    adminEventsEnabled: true,
    roles: {
      realm: [
        ...Object.entries(roles).map(([name, description]) => ({ name, description })),
        {
          name: `default-roles-${realm}`,
          composite: true,
          composites: { realm: ['user', 'offline_access', 'uma_authorization'] },
        },
      ],
    },
    clients: [mobileApp(audience, redirects)],
    // A client without full scope gets into its tokens only the roles that are in its scope, whatever its users have.
    // https://www.keycloak.org/docs/latest/server_admin/index.html#_role_scope_mappings
    scopeMappings: [{ client: mobileClient, roles: Object.keys(roles) }],
  };
}

/** https://www.keycloak.org/docs-api/latest/rest-api/index.html#ClientRepresentation */
function mobileApp(audience: string, redirectUris: readonly string[]) {
  return {
    clientId: mobileClient,
    name: 'Mobile app',
    enabled: true,
    protocol: 'openid-connect',
    publicClient: true,
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
    fullScopeAllowed: false,
    // Keycloak's own ones: `basic` writes `sub`. None is optional, because with `offline_access` a session would have no
    // end. https://www.keycloak.org/docs/latest/server_admin/index.html#_offline-access
    defaultClientScopes: ['basic', 'acr', 'profile', 'email', 'roles', 'web-origins'],
    optionalClientScopes: [],
    redirectUris: [...redirectUris],
    webOrigins: [],
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': '+',
    },
    protocolMappers: [
      {
        name: 'audience',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-audience-mapper',
        config: {
          'included.custom.audience': audience,
          'access.token.claim': 'true',
          'id.token.claim': 'false',
          'introspection.token.claim': 'true',
        },
      },
      {
        name: 'roles',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-usermodel-realm-role-mapper',
        config: {
          'claim.name': 'roles',
          'jsonType.label': 'String',
          multivalued: 'true',
          'access.token.claim': 'true',
          'id.token.claim': 'false',
          'introspection.token.claim': 'true',
        },
      },
    ],
  };
}

import assert from 'node:assert/strict';
import { createPublicKey, verify, type webcrypto } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '../../generators/model/resource.ts';
import { type Keycloak, startKeycloak } from '../../lab/keycloak/keycloak.ts';
import { say } from '../cluster/say.ts';
import { activeCluster } from '../gateways/production.ts';
import { type Administrator, administratorOf } from './administrator.ts';
import { applyRealm, type RealmDocument, rolesNamed } from './applyRealm.ts';
import { caller, forwarded } from './browser.ts';
import { type Machine, openMachine } from './machine.ts';
import { createMobileApp, type MobileApp, type TokenAnswer } from './mobileApp.ts';
import { built } from './production.ts';

// The real Keycloak with production's variables and realm. The tests are the mobile app, the browser in which it logs
// users in, and the gateway before Keycloak.

const objects = built.filter(({ cluster }) => cluster === activeCluster).map(({ object }) => object);
const find = (kind: string, name: string): Resource => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  assert.ok(found, `${kind} ${name}`);
  return found;
};
const dataOf = (name: string) => find('ConfigMap', name).data as Record<string, string>;
const document = JSON.parse(dataOf('auth-realm-documents')['mobile.json'] ?? '') as RealmDocument & {
  readonly clients: readonly { readonly redirectUris: readonly string[] }[];
};
const { OIDC_ISSUER: issuer = '', OIDC_AUDIENCE: audience = '', OIDC_JWKS_URL: keysAddress = '' } = dataOf('api');
const { jwtRules } = find('RequestAuthentication', 'tokens').spec as {
  readonly jwtRules: readonly { readonly issuer: string; readonly audiences: readonly string[] }[];
};
const redirect = document.clients[0]?.redirectUris[0] ?? '';
const { origin } = new URL(issuer);
const at = `/${document.realm}`;

let machine: Machine;
let keycloak: Keycloak;
let administrator: Administrator;
let app: MobileApp;

before(async () => {
  machine = await openMachine();
  keycloak = await startKeycloak(machine.processes, machine.folder, dataOf('auth'), say);
  administrator = administratorOf(keycloak);
  await applyRealm(administrator, document);
  app = createMobileApp({ issuer, address: keycloak.address, client: 'mobile-app', redirect });
  say('the realm is applied');
});
after(async () => {
  await machine?.stop();
  if (keycloak) await assert.rejects(fetch(keycloak.address), 'nothing runs any more');
});

const password = 'correct-horse-battery-staple';

/** A new person, with the tokens of the registration. */
async function registered(name: string): Promise<{ readonly email: string; readonly tokens: TokenAnswer }> {
  const email = `${name}@example.com`;
  return { email, tokens: await app.redeem(await app.register(email, password)) };
}

const idOf = async (email: string) => {
  const [user] = await administrator.call<{ id: string }[]>('GET', `${at}/users?exact=true&email=${email}`);
  return user?.id ?? '';
};

interface Claims {
  readonly sub?: string;
  readonly iss: string;
  readonly aud?: string | readonly string[];
  readonly azp: string;
  readonly iat: number;
  readonly exp: number;
  readonly roles?: readonly string[];
  readonly realm_access?: { readonly roles: readonly string[] };
  readonly resource_access?: unknown;
}

const part = (token: string, index: number) => Buffer.from(token.split('.')[index] ?? '', 'base64url');
const claimsOf = (token: string) => JSON.parse(part(token, 1).toString()) as Claims;

test('a person registers, and the app gets a token that gateways and apps accept', async () => {
  const { email, tokens } = await registered('ada');
  const { sub, iss, aud, azp, iat, exp, roles } = claimsOf(tokens.access_token);
  assert.equal(sub, await idOf(email));
  assert.deepEqual([iss, aud, azp], [issuer, audience, 'mobile-app']);
  for (const rule of jwtRules) assert.deepEqual([rule.issuer, rule.audiences], [iss, [aud]]);
  assert.deepEqual(roles, ['user']);
  assert.equal(exp - iat, 300);
  assert.equal(tokens.refresh_expires_in, 2_592_000);
});

test('a token is signed by a key that the address of keys serves', async () => {
  const { tokens } = await registered('keys');
  const answer = await fetch(keycloak.address + new URL(keysAddress).pathname);
  const { keys } = (await answer.json()) as { keys: (webcrypto.JsonWebKey & { kid: string })[] };
  const { kid, alg } = JSON.parse(part(tokens.access_token, 0).toString());
  const key = keys.find((one) => one.kid === kid);
  assert.ok(key);
  const signed = Buffer.from(tokens.access_token.split('.').slice(0, 2).join('.'));
  assert.equal(alg, 'RS256');
  assert.ok(verify('sha256', signed, createPublicKey({ key, format: 'jwk' }), part(tokens.access_token, 2)));
});

test('a token has the roles that the person has and the realm maps, and no other', async () => {
  const { email } = await registered('roles');
  await administrator.call('POST', `${at}/roles`, { name: 'auditor' });
  const given = await rolesNamed(administrator, at, ['support', 'auditor']);
  await administrator.call('POST', `${at}/users/${await idOf(email)}/role-mappings/realm`, given);
  const { access_token } = await app.redeem(await app.login(email, password));
  const { roles, realm_access, resource_access } = claimsOf(access_token);
  assert.deepEqual(roles?.toSorted(), ['support', 'user']);
  assert.deepEqual(realm_access?.roles.toSorted(), ['support', 'user']);
  assert.equal(resource_access, undefined);
});

test('no other client of the realm gets a token for the backend', async () => {
  const { email } = await registered('others');
  await administrator.call('POST', `${at}/clients`, {
    clientId: 'other-app',
    publicClient: true,
    directAccessGrantsEnabled: true,
    fullScopeAllowed: false,
  });
  // `admin-cli` is Keycloak's own.
  for (const client_id of ['other-app', 'admin-cli']) {
    const tokens = await app.token({ client_id, grant_type: 'password', username: email, password });
    assert.equal(tokens.status, 200, client_id);
    const { aud = [], roles } = claimsOf(tokens.access_token);
    assert.ok(![aud].flat().includes(audience), client_id);
    assert.equal(roles, undefined, client_id);
  }
});

test('a refresh token is valid for one use', async () => {
  const { tokens } = await registered('refresh');
  const refresh = (refresh_token: string) => app.token({ grant_type: 'refresh_token', refresh_token });
  const next = await refresh(tokens.refresh_token);
  assert.equal(next.status, 200);
  const [before, now] = [tokens, next].map(({ access_token }) => claimsOf(access_token));
  assert.deepEqual([now?.sub, now?.aud, now?.roles], [before?.sub, before?.aud, before?.roles]);
  const again = await refresh(tokens.refresh_token);
  assert.deepEqual([again.status, again.error], [400, 'invalid_grant']);
});

test('a person logs out to the app, and to no other address', async () => {
  const { tokens } = await registered('logout');
  const logout = async (to: string) => {
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: to });
    const address = `${keycloak.address}${new URL(issuer).pathname}/protocol/openid-connect/logout?${query}`;
    return fetch(address, { redirect: 'manual', headers: forwarded(origin) });
  };
  assert.equal((await logout('https://elsewhere.example')).status, 400);
  assert.equal((await logout(redirect)).headers.get('location'), redirect);
  const after = await app.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  assert.deepEqual([after.status, after.error], [400, 'invalid_grant']);
});

for (const to of ['https://elsewhere.example/', 'com.example.mobile:/other', `${redirect}/more`, undefined]) {
  test(`a login that would lead to ${to ?? 'no address'} is refused, and leads nowhere`, async () => {
    const page = await app.authorize({ redirect_uri: to });
    assert.deepEqual([page.status, page.location], [400, undefined]);
  });
}

const refusedLogins: [title: string, changes: Record<string, string | undefined>, error: string][] = [
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
  ['with a plain challenge of PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['that asks for a session without an end', { scope: 'openid offline_access' }, 'invalid_scope'],
  ['that wants a token in the address', { response_type: 'token', nonce: 'n' }, 'unauthorized_client'],
];
for (const [title, changes, error] of refusedLogins) {
  test(`a login ${title} is refused`, async () => {
    const { location } = await app.authorize(changes);
    assert.ok(location);
    assert.ok(location.href.startsWith(redirect), location.href);
    const answer = new URLSearchParams(location.search || location.hash.slice(1));
    assert.deepEqual([answer.get('error'), answer.get('code')], [error, null]);
  });
}

test('a code is redeemed once, and only by the app that asked for it', async () => {
  const { email } = await registered('codes');
  const stolen = await app.redeem(await app.login(email, password), { code_verifier: 'v'.repeat(43) });
  assert.deepEqual([stolen.status, stolen.error], [400, 'invalid_grant']);
  const page = await app.login(email, password);
  assert.equal((await app.redeem(page)).status, 200);
  assert.equal((await app.redeem(page)).error, 'invalid_grant');
});

test('the app gets no token without a login', async () => {
  const { email } = await registered('grants');
  const person = { username: email, password };
  for (const grant of [{ grant_type: 'password', ...person }, { grant_type: 'client_credentials' }]) {
    const { status, error } = await app.token(grant);
    assert.ok(status >= 400, grant.grant_type);
    assert.equal(error, 'unauthorized_client', grant.grant_type);
  }
});

test('a registration with a weak password, or with a known address, is refused', async () => {
  const { email } = await registered('known');
  const refused = [
    await app.register('short@example.com', 'eleven char'),
    await app.register('same.as.address@example.com', 'same.as.address@example.com'),
    await app.register(email, password),
  ];
  assert.deepEqual(
    refused.map(({ status, location }) => [status, location]),
    refused.map(() => [200, undefined]),
  );
});

test('ten wrong passwords lock an account for a minute, and the events tell where they came from', async () => {
  const { email } = await registered('locked');
  const id = await idOf(email);
  interface Attack {
    readonly numFailures: number;
    readonly disabled: boolean;
    readonly lastIPFailure: string;
    /** Milliseconds. */
    readonly lastFailure: number;
    /** Seconds. */
    readonly failedLoginNotBefore: number;
  }
  const attack = () => administrator.call<Attack>('GET', `${at}/attack-detection/brute-force/users/${id}`);
  for (let wrong = 1; wrong <= 10; wrong++) {
    assert.equal((await attack()).disabled, false, `after ${wrong - 1}`);
    assert.equal((await app.login(email, 'wrong')).status, 200);
    await sleep(1100); // two within a second lock at once: Keycloak's default for programs that guess
  }
  const { disabled, numFailures, lastIPFailure, lastFailure, failedLoginNotBefore } = await attack();
  assert.deepEqual([disabled, numFailures, lastIPFailure], [true, 10, caller]);
  assert.equal(failedLoginNotBefore - Math.floor(lastFailure / 1000), 60);
  assert.equal((await app.login(email, password)).location, undefined, 'the right one is refused as well');
  const events = await administrator.call<{ ipAddress: string }[]>('GET', `${at}/events?type=LOGIN_ERROR&user=${id}`);
  assert.ok(events.length >= 10);
  assert.ok(events.every(({ ipAddress }) => ipAddress === caller));
});

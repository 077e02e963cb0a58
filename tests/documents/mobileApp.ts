import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type Browser, createBrowser, forwarded, type Page } from './browser.ts';

/** Where the mobile app logs users in. */
export interface Login {
  readonly issuer: string;
  /** The address of the identity provider here. */
  readonly address: string;
  readonly client: string;
  readonly redirect: string;
}

/** The answer of the token endpoint: https://www.rfc-editor.org/rfc/rfc6749#section-5 */
export interface TokenAnswer {
  readonly status: number;
  readonly error?: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly expires_in: number;
  readonly refresh_expires_in: number;
}

/** Changes of a request: `undefined` leaves a parameter out. */
type Changes = Readonly<Record<string, string | undefined>>;

export interface MobileApp {
  /** Opens the login in a browser, which shows it or sends the app an error. */
  authorize(changes?: Changes, browser?: Browser): Promise<Page>;
  /** The last page after a person has entered a name and a password. */
  login(username: string, password: string): Promise<Page>;
  /** The last page after a person has entered who they are, with a new password. */
  register(username: string, password: string): Promise<Page>;
  /** Redeems the code that a page brings. */
  redeem(page: Page, changes?: Changes): Promise<TokenAnswer>;
  /** A request to the token endpoint. */
  token(parameters: Changes): Promise<TokenAnswer>;
}

/** The mobile app: authorization code with PKCE, https://www.rfc-editor.org/rfc/rfc7636#section-4. */
export function createMobileApp({ issuer, address, client, redirect }: Login): MobileApp {
  const { origin } = new URL(issuer);
  const endpoint = `${issuer}/protocol/openid-connect`;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const app: MobileApp = {
    authorize: (changes = {}, browser = createBrowser(origin, address)) =>
      browser.open(
        `${endpoint}/auth?${parametersOf({
          client_id: client,
          redirect_uri: redirect,
          response_type: 'code',
          scope: 'openid',
          code_challenge: challenge,
          code_challenge_method: 'S256',
          ...changes,
        })}`,
      ),
    async login(username, password) {
      const browser = createBrowser(origin, address);
      return browser.submit(await app.authorize({}, browser), { username, password });
    },
    async register(email, password) {
      const browser = createBrowser(origin, address);
      const person = { email, firstName: 'Ada', lastName: 'Lovelace' };
      const form = await app.authorize({ prompt: 'create' }, browser);
      return browser.submit(form, { ...person, password, 'password-confirm': password });
    },
    redeem({ location, text }, changes = {}) {
      const code = location?.searchParams.get('code');
      assert.ok(code, `a code in ${location} ${text}`);
      return app.token({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirect,
        code_verifier: verifier,
        ...changes,
      });
    },
    async token(parameters) {
      const answer = await fetch(`${address}${endpoint.slice(origin.length)}/token`, {
        method: 'POST',
        headers: forwarded(origin),
        body: parametersOf({ client_id: client, ...parameters }),
      });
      return { status: answer.status, ...((await answer.json()) as Omit<TokenAnswer, 'status'>) };
    },
  };
  return app;
}

function parametersOf(parameters: Changes): URLSearchParams {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given);
}

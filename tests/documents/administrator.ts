import assert from 'node:assert/strict';
import type { Keycloak } from '../../lab/keycloak/keycloak.ts';

/** The administrator of a Keycloak. */
export interface Administrator {
  /**
   * One request to the Admin API, and its answer from JSON: https://www.keycloak.org/docs-api/latest/rest-api/index.html
   * @param path after `/admin/realms`
   */
  call<T = unknown>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>;
}

/** Logs in for each request: a token of the realm `master` is valid for a minute. */
export function administratorOf({ address, password }: Keycloak): Administrator {
  const login = { client_id: 'admin-cli', grant_type: 'password', username: 'admin', password };
  const token = async () => {
    const body = new URLSearchParams(login);
    const answer = await fetch(`${address}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return {
    async call<T>(method: string, path: string, body?: unknown) {
      const answer = await fetch(`${address}/admin/realms${path}`, {
        method,
        headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
}

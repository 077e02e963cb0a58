import assert from 'node:assert/strict';
import type { Administrator } from './administrator.ts';

/** The parts of a realm's document that are applied one by one; everything else is the realm's own fields. */
export interface RealmDocument {
  readonly realm: string;
  readonly clients: readonly { readonly clientId: string }[];
  readonly roles: { readonly realm: readonly Role[] };
  readonly scopeMappings: readonly { readonly client: string; readonly roles: readonly string[] }[];
}

interface Role {
  readonly name: string;
  readonly composites?: { readonly realm: readonly string[] };
}

/**
 * Applies a realm's document in the order of keycloak-config-cli, which no registry of packages has: the realm's own
 * fields, so that Keycloak adds its scopes and roles, then clients, roles, and scope mappings. Its variables
 * (`$(env:…)`) and its deletions are not here: the document uses no variable, and the realm is new.
 * `service/RealmImportService.java` of https://github.com/adorsys/keycloak-config-cli
 */
export async function applyRealm(administrator: Administrator, document: RealmDocument): Promise<void> {
  const { clients, roles, scopeMappings, ...fields } = document;
  const at = `/${document.realm}`;
  assert.ok(!JSON.stringify(document).includes('$('), 'the document has no variable');
  await administrator.call('POST', '', fields);
  for (const client of clients) await administrator.call('POST', `${at}/clients`, client);
  await applyRoles(administrator, at, roles.realm);
  for (const { client, roles: names } of scopeMappings) {
    const [found] = await administrator.call<{ id: string }[]>('GET', `${at}/clients?clientId=${client}`);
    assert.ok(found, client);
    const scope = await rolesNamed(administrator, at, names);
    await administrator.call('POST', `${at}/clients/${found.id}/scope-mappings/realm`, scope);
  }
}

async function applyRoles(administrator: Administrator, at: string, roles: readonly Role[]): Promise<void> {
  const present = await administrator.call<Role[]>('GET', `${at}/roles`);
  for (const { composites, ...role } of roles) {
    if (!present.some(({ name }) => name === role.name)) await administrator.call('POST', `${at}/roles`, role);
  }
  for (const { name, composites } of roles) {
    if (!composites) continue;
    const parts = await rolesNamed(administrator, at, composites.realm);
    await administrator.call('POST', `${at}/roles/${name}/composites`, parts);
  }
}

/** Roles as the Admin API wants them, with their ids. */
export function rolesNamed(administrator: Administrator, at: string, names: readonly string[]): Promise<unknown[]> {
  return Promise.all(names.map((name) => administrator.call('GET', `${at}/roles/${name}`)));
}

import type { DatabaseBinding } from './bindings.ts';
import type { SecretValue } from './secrets/value.ts';

const folder = '/etc/database';
const file = 'ca.crt';

/** The file with the authority that signed a database's certificate: nothing where that is a public one. */
export function authorityFiles({ authority }: DatabaseBinding): Record<string, Record<string, SecretValue>> {
  return authority ? { [folder]: { [file]: authority } } : {};
}

/** The variable that says where it is. */
export function authorityVariable({ authority }: DatabaseBinding): Record<string, string> {
  return authority ? { DATABASE_CA_FILE: `${folder}/${file}` } : {};
}

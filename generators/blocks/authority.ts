import type { DatabaseBinding } from './bindings.ts';
import type { Files } from './workload/files.ts';

const folder = '/etc/database';
const file = 'ca.crt';

/**
 * Certificate file of the private authority that signed a database's certificate; none where a public one signed it.
 */
export function authorityFiles({ authority }: DatabaseBinding): Files {
  return authority ? { [folder]: { [file]: authority } } : {};
}

/** Environment variable with the path of that file. */
export function authorityVariable({ authority }: DatabaseBinding): Record<string, string> {
  return authority ? { DATABASE_CA_FILE: `${folder}/${file}` } : {};
}

import type { Inputs } from '../model/inputs.ts';
import { secretValue } from './secrets/value.ts';
import type { FilesAt } from './workload/files.ts';

const folder = '/etc/authorities';
const nameOf = (contract: string) => `${contract}.crt`;

/** Path of the certificate of the private authority of a database, in every container that uses the database. */
export function authorityPath(contract: string): string {
  return `${folder}/${nameOf(contract)}`;
}

/** The certificates of all private authorities that the databases in these edges have, as files of their pods. */
export function authorityFiles({ graph }: Pick<Inputs, 'graph'>): Readonly<Record<string, FilesAt>> {
  const files = Object.values(graph.uses).flatMap(({ edge, endpoint }) =>
    edge.to === 'database' && endpoint?.kind === 'database' && endpoint.authority
      ? [[nameOf(edge.contract.name), secretValue(edge.contract.name, endpoint.authority, 'ca.crt')] as const]
      : [],
  );
  return files.length > 0 ? { [folder]: Object.fromEntries(files) } : {};
}

/** Environment variable with the path of that file, for drivers that do not take it from the address. */
export function authorityVariable({ authority }: { readonly authority: string | undefined }): Record<string, string> {
  return authority === undefined ? {} : { DATABASE_CA_FILE: authority };
}

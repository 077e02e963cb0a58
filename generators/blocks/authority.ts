import { authoritiesFolder } from '../model/authorities.ts';
import type { Edge } from '../model/edge.ts';
import type { Inputs, Use } from '../model/inputs.ts';
import { type SecretValue, secretValue } from './secrets/value.ts';
import type { FilesAt } from './workload/files.ts';

const nameOf = (contract: string) => `${contract}.crt`;

/** Path of the certificate of the private authority of a database, broker or cache, in every container that uses it. */
export function authorityPath(contract: string): string {
  return `${authoritiesFolder}/${nameOf(contract)}`;
}

/** The certificates of all private authorities that what these edges lead to has, as files of their pods. */
export function authorityFiles({ graph }: Pick<Inputs, 'graph'>): Readonly<Record<string, FilesAt>> {
  const files = Object.values(graph.uses).flatMap((use) => {
    const value = authorityValue(use);
    return value && 'contract' in use.edge ? [[nameOf(use.edge.contract.name), value] as const] : [];
  });
  return files.length > 0 ? { [authoritiesFolder]: Object.fromEntries(files) } : {};
}

function hasFile(edge: Edge): edge is Extract<Edge, { to: 'database' | 'queue' | 'cache' }> {
  return edge.to === 'database' || edge.to === 'queue' || edge.to === 'cache';
}

/** The same certificate as a value, for what is no container of the app: the scaler of KEDA. */
export function authorityValue({ edge, endpoint }: Use): SecretValue | undefined {
  if (!hasFile(edge) || !endpoint || !('authority' in endpoint) || !endpoint.authority) return undefined;
  return secretValue(edge.contract.name, endpoint.authority, 'ca.crt');
}

/** Environment variable with the path of that file, for drivers that do not take it from the address. */
export function authorityVariable(
  { authority }: { readonly authority: string | undefined },
  name: string = 'DATABASE_CA_FILE',
): Record<string, string> {
  return authority === undefined ? {} : { [name]: authority };
}

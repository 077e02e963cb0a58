import type { Inputs } from '../../../model/inputs.ts';

/** Notes about a MySQL or MongoDB in a cluster with fewer than three zones. */
export function perconaNotes(app: string, { cluster }: Inputs): string[] {
  if (cluster.zones.length === 2) return [`${app} lies in two zones: the loss of one may stop it`];
  if (cluster.zones.length === 1) return [`${app} has one member of everything: the loss of its node stops it`];
  return [];
}

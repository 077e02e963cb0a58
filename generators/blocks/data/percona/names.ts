/** Names of the Secrets of a Percona database. */
export interface PerconaNames {
  /** Secret with the operator's own accounts. */
  readonly users: string;
  /** Secret with the server's certificate. */
  readonly tls: string;
  /** Secret with the keys of the backup bucket. */
  readonly backups: string;
}

/** The Secrets of one database. `name` is that of its custom resource. */
export function perconaNames(name: string): PerconaNames {
  return { users: `${name}-secrets`, tls: `${name}-ssl`, backups: `${name}-backups` };
}

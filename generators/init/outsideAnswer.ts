import type { Contract, ContractKind } from '../model/edge.ts';
import { Host, NetworkCidr } from '../model/settings/scalars.ts';
import { unlike, unlikeEach } from './forms.ts';

/** Systems of which a contract is one database among several of a server. */
const withDatabase: readonly ContractKind[] = ['postgresql', 'mysql', 'mongodb', 'cassandra'];

const form = /^([^@:]+)(?::([0-9]{1,5}))?@(.+)$/;

/** How data outside the clusters is written: its host and, behind an @, the networks of its addresses. */
export const outsideForm = {
  words: 'host@network or host:port@network, such as users.db.acme.dev@10.60.0.0/24, further networks behind a +',
  mistake(value: string): string | undefined {
    const [, host = '', , networks = ''] = form.exec(value) ?? [];
    if (host === '') return 'is not host@network';
    return unlike(Host(''), host) ?? unlikeEach(NetworkCidr(), networks.replaceAll('+', ','));
  },
} as const;

/** The settings of a contract outside the clusters. Its account is the entry `<prefix>-<contract>`. */
export function outsideSettings({ kind, name }: Contract, value: string, prefix: string): Record<string, unknown> {
  const [, host, port, networks = ''] = form.exec(value) ?? [];
  return {
    provider: 'external',
    host,
    ...(port !== undefined && { port: Number(port) }),
    ...(withDatabase.includes(kind) && { database: name }),
    secret: `${prefix}-${name}`,
    networks: networks.split('+'),
  };
}

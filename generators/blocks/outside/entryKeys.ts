import type { Key } from '../../model/appId.ts';
import type { CredentialSource } from '../../model/endpoint.ts';
import { type Declared, declare, fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import { type Owner, ownEntry } from '../secrets/ownSecrets.ts';

/** Keys of an entry in the secret manager, with what each holds. */
export interface EntryKeys {
  readonly entry: string;
  readonly keys: Readonly<Record<string, Key>>;
}

/**
 * The kind of fact that says what the keys of an entry hold. Which keys there have to be, the ExternalSecrets of a
 * cluster say: this fact only explains them, in `docs/prerequisites/`.
 */
export const entryKeys = fact<EntryKeys>('entry-keys');

/** What the keys of somebody's own entry hold. */
export function ownKeys(owner: Owner, inputs: Pick<Inputs, 'environment' | 'cluster'>): readonly Declared[] {
  return Object.entries(owner.keys).map(([key, value]) =>
    declare(entryKeys, { entry: ownEntry(owner, key, inputs), keys: { [key]: value } }),
  );
}

/** What the keys of an entry hold that settings name; nothing of one in another store. */
export function keysIn(source: CredentialSource | undefined, keys: EntryKeys['keys']): readonly Declared[] {
  return source?.store === 'secrets' ? [declare(entryKeys, { entry: source.key, keys })] : [];
}

/** What the entries hold that an app reads because of its edges: of the apps and services that it calls, and of contracts. */
export function keysOfEdges(inputs: Pick<Inputs, 'environment' | 'cluster' | 'graph'>): readonly Declared[] {
  const all = [inputs.graph.uses, ...Object.values(inputs.graph.jobs ?? {})].flatMap((uses) => Object.values(uses));
  return all.flatMap(({ edge, endpoint }) => {
    if (edge.to === 'app' || edge.to === 'keys') return ownKeys(edge.app, inputs);
    if (edge.to === 'internet') return ownKeys(edge, inputs);
    if (!endpoint || !('contract' in edge) || endpoint.kind === 'issuer') return [];
    const of = edge.contract.name;
    const authority = 'authority' in endpoint ? keysIn(endpoint.authority, { 'ca.crt': authorityOf(of) }) : [];
    const keys = edge.to === 'server' ? edge.contract.keys : credentialsOf(endpoint.kind, of);
    return [...keysIn(endpoint.credentials, keys), ...authority];
  });
}

/** What the entry with static keys of a bucket holds. */
export const bucketKeys = {
  accessKey: { kind: 'given', what: 'the ID of a key of its bucket' },
  secretKey: { kind: 'given', what: 'the key of its bucket' },
} as const satisfies EntryKeys['keys'];

function credentialsOf(kind: string, contract: string): EntryKeys['keys'] {
  if (kind === 'bucket') return bucketKeys;
  return {
    username: { kind: 'given', what: `an account of ${contract}` },
    password: { kind: 'given', what: 'its password' },
  };
}

const authorityOf = (contract: string): Key => ({
  kind: 'given',
  what: `the authority of the certificate of ${contract}, as PEM`,
});

import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';

/** A Secret of this very cluster that an ExternalSecret fetches. */
export interface Fetched {
  readonly built: Built;
  /** `spec.data[0].remoteRef`. */
  readonly field: string;
  readonly namespace: string;
  readonly name: string;
  /** Empty for the whole Secret. */
  readonly property: string;
  /** The account as which its store reads; `undefined` where the store names none. */
  readonly account: { readonly namespace: string; readonly name: string } | undefined;
}

/** What ExternalSecrets fetch from Secrets of this cluster: https://external-secrets.io/latest/provider/kubernetes/ */
export const fetchedHere = once((view): readonly Fetched[] =>
  view.ofKind('ExternalSecret', 'external-secrets.io').flatMap((built) => {
    const { spec, metadata } = built.resource;
    return listAt(spec, ['data']).flatMap((one, index) => {
      const store = at(one, ['sourceRef', 'storeRef']) ?? at(spec, ['secretStoreRef']);
      const source = sourceOf(view, store, metadata.namespace ?? '');
      if (!source) return [];
      const name = textAt(one, ['remoteRef', 'key']);
      const property = textAt(one, ['remoteRef', 'property']);
      return [{ built, field: `spec.data[${index}].remoteRef`, name, property, ...source }];
    });
  }),
);

/** The namespace whose Secrets a store reads, and as whom, if it is one of this cluster. */
function sourceOf(view: ClusterView, store: unknown, own: string): Pick<Fetched, 'namespace' | 'account'> | undefined {
  const kind = textAt(store, ['kind']) || 'SecretStore';
  const found = view.find(kind, kind === 'SecretStore' ? own : '', textAt(store, ['name']));
  const provider = at(found?.resource, ['spec', 'provider', 'kubernetes']);
  const server = textAt(provider, ['server', 'url']) || 'kubernetes.default';
  if (provider === undefined || !/^(https:\/\/)?kubernetes\.default(\.|:|$)/.test(server)) return undefined;
  const account = at(provider, ['auth', 'serviceAccount']);
  const name = textAt(account, ['name']);
  return {
    namespace: textAt(provider, ['remoteNamespace']) || 'default',
    account: name === '' ? undefined : { name, namespace: textAt(account, ['namespace']) || own },
  };
}

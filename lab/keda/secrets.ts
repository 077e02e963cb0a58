import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi, Ref } from '../api/client.ts';

/** The fields of an ExternalSecret from which its Secret is made. */
export interface SecretSource extends Ref {
  readonly spec: {
    readonly data?: readonly { readonly secretKey: string }[];
    readonly target: {
      readonly name: string;
      readonly template?: { readonly data?: Readonly<Record<string, string>> };
    };
  };
}

/** The name and password in all Secrets. */
export const credentials = { username: 'lab', password: 'made-up' };

/**
 * Creates the Secrets that External Secrets would create for an app's objects, with made-up values. KEDA reads them: it
 * does not scale a workload whose variables it cannot resolve.
 */
export async function makeSecrets(api: KubernetesApi, objects: readonly Resource[]): Promise<void> {
  for (const external of objects.filter(({ kind }) => kind === 'ExternalSecret') as unknown as SecretSource[]) {
    const { data = [], target } = external.spec;
    const keys = data.map(({ secretKey }) => [secretKey, credentials.password]);
    const filled = Object.entries(target.template?.data ?? {}).map(([key, text]) => [key, fill(text)]);
    await api.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: target.name, namespace: external.metadata.namespace },
      stringData: Object.fromEntries(target.template?.data ? filled : keys),
    } as Ref);
  }
}

/** A template with credentials in it, such as the address of a broker. */
export const fill = (template: string): string =>
  template
    .replaceAll(/\{\{ \.\w*username.*?\}\}/g, credentials.username)
    .replaceAll(/\{\{.*?\}\}/g, credentials.password);

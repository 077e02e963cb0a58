import type { Resource } from '../../generators/model/resource.ts';
import type { KubernetesApi, Ref } from '../api/client.ts';

/** An ExternalSecret, as far as its Secret follows from it. */
export interface ExternalSecret extends Ref {
  readonly spec: {
    readonly data?: readonly { readonly secretKey: string }[];
    readonly target: {
      readonly name: string;
      readonly template?: { readonly data?: Readonly<Record<string, string>> };
    };
  };
}

/** What stands in Secrets for every name and password. */
export const credentials = { username: 'lab', password: 'made-up' };

/**
 * Makes the Secrets that External Secrets would make of an app's objects, all values made up. KEDA looks into them: it
 * does nothing for a workload whose variables it cannot read.
 */
export async function makeSecrets(api: KubernetesApi, objects: readonly Resource[]): Promise<void> {
  for (const external of objects.filter(({ kind }) => kind === 'ExternalSecret') as unknown as ExternalSecret[]) {
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

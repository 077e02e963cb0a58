import { ApiError } from './error.ts';

interface Served {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string | undefined };
}

/**
 * Makes a function that returns the path of an object, or of all objects of a kind without a name, from the server's
 * discovery. A kind that the server does not serve yet is requested again the next time.
 * @throws ApiError 404 when it does not serve the kind
 */
export function createDiscovery(
  request: <T>(method: string, path: string) => Promise<T>,
): (object: Named) => Promise<string> {
  const groups = new Map<string, Promise<readonly Served[]>>();
  return async ({ apiVersion, kind, metadata: { name, namespace } }) => {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const find = async () => {
      if (!groups.has(apiVersion)) groups.set(apiVersion, servedAt(root));
      const served = await groups.get(apiVersion)?.catch((error: unknown) => {
        groups.delete(apiVersion);
        throw error;
      });
      return served?.find((one) => one.kind === kind && !one.name.includes('/'));
    };
    let found = await find();
    if (!found) {
      groups.delete(apiVersion);
      found = await find();
    }
    if (!found) throw new ApiError(404, `${apiVersion} ${kind}`, 'the server does not serve this kind');
    const scope = found.namespaced && namespace ? ['namespaces', namespace] : [];
    return [root, ...scope, found.name, ...(name ? [name] : [])].join('/');
  };

  async function servedAt(root: string): Promise<readonly Served[]> {
    const { resources } = await request<{ resources: Served[] }>('GET', root);
    return resources;
  }
}

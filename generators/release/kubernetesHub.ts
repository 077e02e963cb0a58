import { type ApplicationObject, readApplication } from './application.ts';
import { type Connection, getJson } from './http.ts';
import type { HubApi } from './hub.ts';

const pageSize = 250;

/**
 * The hub through its Kubernetes API, with credentials that need only `list` the Applications of one namespace.
 * @param namespace of Argo CD
 */
export function kubernetesHub(connection: Connection, namespace: string): HubApi {
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications?limit=${pageSize}`;
  return {
    name: connection.server,
    unverified: connection.insecure === true,
    async read() {
      const found: ApplicationObject[] = [];
      let now = Number.POSITIVE_INFINITY;
      let next = '';
      do {
        const page = await getJson(connection, next ? `${path}&continue=${encodeURIComponent(next)}` : path);
        const { items, metadata } = page.body as {
          items?: readonly ApplicationObject[];
          metadata?: { continue?: string };
        };
        found.push(...(items ?? []));
        now = Math.min(now, page.now);
        next = metadata?.continue ?? '';
      } while (next);
      return { applications: new Map(found.map((one) => [one.metadata.name, readApplication(one)])), now };
    },
  };
}

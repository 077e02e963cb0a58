import { Failure } from '../model/finding.ts';
import { type ApplicationObject, readApplication } from './application.ts';
import { type Connection, getJson } from './http.ts';
import type { Hub } from './hub.ts';

/**
 * The hub through Argo CD's own API: a token of an account that may `get` Applications, nothing else. Those it may not
 * see are missing from the answer. Argo CD can leave fields out of it, but of the few it then knows `reconciledAt`,
 * `conditions` and the revisions of several sources are none (`pkg/apiclient/application/forwarder_overwrite.go`).
 * @param namespace where Argo CD runs; Applications elsewhere are none of ours
 */
export function argocdHub(connection: Connection, namespace: string): Hub {
  return {
    name: connection.server,
    async read() {
      const { body, now } = await getJson(connection, `/api/v1/applications?appNamespace=${namespace}`);
      const { items } = body as { items?: readonly ApplicationObject[] | null };
      return { applications: new Map((items ?? []).map((one) => [one.metadata.name, readApplication(one)])), now };
    },
  };
}

/**
 * How the `argocd` program itself is told of a server: `ARGOCD_SERVER`, host and port, and `ARGOCD_AUTH_TOKEN`.
 * @throws Failure when there is a server and no token
 */
export function argocdConnection(env: NodeJS.ProcessEnv): Connection | undefined {
  const { ARGOCD_SERVER: server, ARGOCD_AUTH_TOKEN: token } = env;
  if (!server) return undefined;
  if (!token) throw new Failure('ARGOCD_SERVER is set and ARGOCD_AUTH_TOKEN is not.', 'Set it to a token of the hub.');
  return { server: `https://${server.replace(/^https:\/\//, '').replace(/\/+$/, '')}`, token };
}

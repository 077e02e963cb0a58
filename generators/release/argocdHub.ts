import { Failure } from '../model/finding.ts';
import { type ApplicationObject, readApplication } from './application.ts';
import { type Connection, getJson } from './http.ts';
import type { HubApi } from './hub.ts';

/**
 * The hub through Argo CD's own API, with the token of an account that may only `get` Applications. The response lacks
 * Applications that the account may not read. A selection of fields is not requested: it cannot include `reconciledAt`,
 * `conditions` and the revisions of several sources (`pkg/apiclient/application/forwarder_overwrite.go`).
 * @param namespace of Argo CD; Applications in other namespaces are not read
 */
export function argocdHub(connection: Connection, namespace: string): HubApi {
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
 * The connection from the variables that the `argocd` program reads: `ARGOCD_SERVER`, host and port, and
 * `ARGOCD_AUTH_TOKEN`.
 * @throws Failure when the server is set and the token is not
 */
export function argocdConnection(env: NodeJS.ProcessEnv): Connection | undefined {
  const { ARGOCD_SERVER: server, ARGOCD_AUTH_TOKEN: token } = env;
  if (!server) return undefined;
  if (!token) throw new Failure('ARGOCD_SERVER is set and ARGOCD_AUTH_TOKEN is not.', 'Set it to a token of the hub.');
  return { server: `https://${server.replace(/^https:\/\//, '').replace(/\/+$/, '')}`, token };
}

import { Failure } from '../model/finding.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { argocdConnection, argocdHub } from './argocdHub.ts';
import type { HubApi } from './hub.ts';
import { readKubeconfig } from './kubeconfig.ts';
import { kubernetesHub } from './kubernetesHub.ts';

/**
 * Connects to the hub: by a kubeconfig if one is given, else by Argo CD's own API.
 * @param env with `ARGOCD_SERVER` and `ARGOCD_AUTH_TOKEN`, as the `argocd` program reads them
 * @throws Failure when there is neither
 */
export async function connectHub(
  { kubeconfig, context }: { readonly kubeconfig?: string; readonly context?: string },
  env: NodeJS.ProcessEnv,
): Promise<HubApi> {
  if (kubeconfig) return kubernetesHub(await readKubeconfig(kubeconfig, context), argoNamespace);
  const connection = argocdConnection(env);
  if (connection) return argocdHub(connection, argoNamespace);
  const fix = "Set ARGOCD_SERVER and ARGOCD_AUTH_TOKEN, or name the hub's kubeconfig with --kubeconfig.";
  throw new Failure('The health of Applications is read from the hub, and no hub is configured.', fix);
}

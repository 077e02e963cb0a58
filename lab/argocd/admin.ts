import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { run } from '../../generators/programs/run.ts';
import type { RunResult } from '../../generators/programs/runResult.ts';
import { labProgram } from '../programs.ts';

/**
 * `argocd admin`: evaluates settings from files alone, by Argo CD's own code.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_admin/
 * @param folder an empty one
 */
export async function argocdAdmin(folder: string): Promise<(...args: string[]) => Promise<RunResult>> {
  const argocd = await labProgram('argocd', (message) => process.stderr.write(`${message}\n`));
  // It requires a kubeconfig even for commands that read no cluster.
  const kubeconfig = join(folder, 'kubeconfig');
  const nowhere = {
    'current-context': 'nowhere',
    contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'nobody', namespace: 'argocd' } }],
    clusters: [{ name: 'nowhere', cluster: { server: 'http://127.0.0.1:1' } }],
    users: [{ name: 'nobody', user: {} }],
  };
  writeFileSync(kubeconfig, stringify({ apiVersion: 'v1', kind: 'Config', ...nowhere }));
  const env = { ...process.env, ARGOCD_BINARY_NAME: 'argocd', KUBECONFIG: kubeconfig };
  return (...args) => run(argocd, ['admin', ...args], { env });
}

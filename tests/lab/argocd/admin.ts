import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { labProgram } from '../programs.ts';

/** What a command printed, and its status. */
export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * `argocd admin`: what Argo CD makes of its settings, told by its own code from files alone.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_admin/
 * @param folder an empty one
 */
export async function argocdAdmin(folder: string): Promise<(...args: string[]) => Promise<Answer>> {
  const argocd = await labProgram('argocd', (message) => process.stderr.write(`${message}\n`));
  // It wants to know of a cluster even where it asks none.
  const kubeconfig = join(folder, 'kubeconfig');
  const nowhere = {
    'current-context': 'nowhere',
    contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'nobody', namespace: 'argocd' } }],
    clusters: [{ name: 'nowhere', cluster: { server: 'http://127.0.0.1:1' } }],
    users: [{ name: 'nobody', user: {} }],
  };
  writeFileSync(kubeconfig, stringify({ apiVersion: 'v1', kind: 'Config', ...nowhere }));
  const env = { ...process.env, ARGOCD_BINARY_NAME: 'argocd', KUBECONFIG: kubeconfig };
  return async (...args) => {
    const child = spawn(argocd, ['admin', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const status = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { status: await status, stdout, stderr };
  };
}

import { Failure } from '../model/finding.ts';
import { run } from '../programs/run.ts';
import type { Connection } from './http.ts';

/** The `exec` plugin of a kubeconfig: a program that prints credentials, such as `aws eks get-token`. */
export interface ExecConfig {
  readonly apiVersion: string;
  readonly command: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
}

interface ExecCredential {
  readonly status?: {
    readonly token?: string;
    readonly clientCertificateData?: string;
    readonly clientKeyData?: string;
  };
}

/**
 * Runs an `exec` plugin and reads its credentials: a token or a client certificate
 * (https://kubernetes.io/docs/reference/config-api/client-authentication.v1/). It has no terminal.
 * @param folder to which a command with a slash in it is relative
 * @throws Failure when the program does not exist, fails or prints something else
 */
export async function runExec(
  { apiVersion, command, args, env }: ExecConfig,
  folder: string,
): Promise<Pick<Connection, 'token' | 'cert' | 'key'>> {
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
  const options = {
    cwd: folder,
    env: { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    timeout: 60_000,
  };
  const fix = 'Run it by hand and see what it says.';
  const { status, stdout, reason } = await run(command, args ?? [], options);
  if (status !== 0) throw new Failure(`${command} gave no credentials: ${reason.split('\n').at(-1)}`, fix);
  const { token, clientCertificateData, clientKeyData } = parse(stdout)?.status ?? {};
  if (!token && !clientCertificateData) throw new Failure(`${command} printed no credentials.`, fix);
  return {
    ...(token && { token }),
    ...(clientCertificateData && { cert: clientCertificateData }),
    ...(clientKeyData && { key: clientKeyData }),
  };
}

function parse(output: string): ExecCredential | null {
  try {
    return JSON.parse(output) as ExecCredential | null;
  } catch {
    return null;
  }
}

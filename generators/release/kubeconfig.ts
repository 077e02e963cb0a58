import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { Failure } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { type ExecConfig, runExec } from './exec.ts';
import type { Connection } from './http.ts';

/** The parts of a kubeconfig that are read here (https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/). */
interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { name: string; context: { cluster: string; user: string } }[];
  readonly clusters?: readonly { name: string; cluster: ClusterEntry }[];
  readonly users?: readonly { name: string; user: UserEntry | null }[];
}

interface ClusterEntry {
  readonly server: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'tls-server-name'?: string;
  readonly 'proxy-url'?: string;
}

interface UserEntry {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly exec?: ExecConfig;
}

/**
 * Reads the connection to the cluster of a context: with a client certificate, token, token file or `exec` plugin.
 * @param file path of the kubeconfig; files that it names are relative to its folder
 * @param context default: the current one
 * @throws Failure when the file or the context does not exist, or requires something that is not supported: a proxy,
 * passwords
 */
export async function readKubeconfig(file: string, context?: string): Promise<Connection> {
  const config = load(file);
  const name = context ?? config['current-context'] ?? '';
  const chosen = config.contexts?.find((one) => one.name === name)?.context;
  const cluster = config.clusters?.find((one) => one.name === chosen?.cluster)?.cluster;
  const user = config.users?.find((one) => one.name === chosen?.user)?.user ?? {};
  if (!chosen || !cluster?.server) {
    const known = config.contexts?.map((one) => one.name).join(', ') || 'none';
    throw new Failure(`${file} has no context "${name}" with a cluster.`, `Choose one with --context: ${known}.`);
  }
  if (cluster['proxy-url']) throw new Failure(`${file} requires a proxy.`, 'Reach the hub without one.');
  const pem = (entry: { readonly [key: string]: unknown }, key: string): string | undefined => {
    const data = entry[`${key}-data`];
    if (typeof data === 'string') return Buffer.from(data, 'base64').toString();
    const path = entry[key];
    return typeof path === 'string' ? readText(resolve(dirname(file), path)) : undefined;
  };
  const entry = user as { readonly [key: string]: unknown };
  const token = user.token ?? (user.tokenFile && readText(resolve(dirname(file), user.tokenFile)).trim());
  const found = {
    ca: pem(cluster as unknown as { readonly [key: string]: unknown }, 'certificate-authority'),
    cert: pem(entry, 'client-certificate'),
    key: pem(entry, 'client-key'),
    token,
    serverName: cluster['tls-server-name'],
    insecure: cluster['insecure-skip-tls-verify'],
    ...(user.exec && !token ? await runExec(user.exec, dirname(file)) : {}),
  };
  const present = Object.entries(found).filter(([, value]) => value !== undefined && value !== '');
  return { server: cluster.server.replace(/\/+$/, ''), ...Object.fromEntries(present) };
}

function load(file: string): Kubeconfig {
  const text = readText(file);
  try {
    const config: unknown = parse(text);
    if (isJsonObject(config)) return config;
  } catch {
    // reported below
  }
  throw new Failure(`${file} is not a kubeconfig.`, 'Name another file with --kubeconfig.');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`Cannot read ${file}: ${(error as Error).message}.`, 'Check --kubeconfig.', error);
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prometheusName } from '../../generators/upstream/prometheus.ts';
import { monitorSet } from '../../generators/upstream/prometheusOperator.ts';

/** What prometheus-operator mounts into a pod of Prometheus, and its arguments. */
export interface MountedFiles {
  /** Text of `prometheus.yaml`, with the variables that the reloader fills in. */
  readonly configuration: string;
  /** Texts of files with rules, by their paths. */
  readonly rules: ReadonlyMap<string, string>;
  /** Text of `web-config.yaml`. */
  readonly webConfiguration: string;
  /** Such as `--config.file=/etc/prometheus/config_out/prometheus.env.yaml`. */
  readonly args: readonly string[];
}

/** The same on this machine. */
export interface PlacedFiles {
  /** Path of the configuration. */
  readonly file: string;
  readonly args: readonly string[];
}

/** The account of Prometheus, as every pod has it. */
export interface MountedAccount {
  /** Certificates of the API server's authority. */
  readonly authority: string;
  readonly token: string;
}

const accountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';
const configurationPath = '/etc/prometheus/config_out/prometheus.env.yaml';
const webConfigurationPath = '/etc/prometheus/web_config/web-config.yaml';
const storage = '--storage.tsdb.path=';

/**
 * Writes what a pod of Prometheus has mounted below a folder. Nothing changes but paths, which get the folder before
 * them, and the two variables that the operator's reloader fills in.
 */
export function placeFiles(
  folder: string,
  { configuration, webConfiguration, rules, args }: MountedFiles,
  { authority, token }: MountedAccount,
): PlacedFiles {
  const files = new Map([
    [configurationPath, configuration],
    [webConfigurationPath, webConfiguration],
    ...rules,
    [`${accountFolder}/ca.crt`, authority],
    [`${accountFolder}/token`, token],
  ]);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), placed(folder, text), { mode: 0o600 });
  }
  return {
    file: join(folder, configurationPath),
    args: args.map((arg) => (arg.startsWith(storage) ? `${storage}${join(folder, 'data')}` : placed(folder, arg))),
  };
}

/** Text with the paths and variables of this machine. */
function placed(folder: string, text: string): string {
  return text
    .replaceAll(/\/(etc\/prometheus|var\/run\/secrets)\//g, (path) => `${folder}${path}`)
    .replaceAll('$(POD_NAME)', `${monitorSet('Prometheus', prometheusName)}-0`)
    .replaceAll('$(SHARD)', '0');
}

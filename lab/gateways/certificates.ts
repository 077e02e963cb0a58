import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../../generators/model/resource.ts';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { gatewaysOf, hostnamesOf } from './routing.ts';

/** Secrets with certificates, and the authority that signed them. */
export interface Certificates {
  readonly secrets: readonly Resource[];
  /** In PEM. */
  readonly ca: string;
}

/**
 * Makes the Secrets that listeners of Gateways name, as cert-manager would: each certificate is for all host names of
 * routes and listeners.
 * @param kit path of the lab's own program
 * @param folder for the files
 */
export function listenerCertificates(objects: readonly Resource[], kit: string, folder: string): Certificates {
  mkdirSync(folder, { recursive: true });
  const wanted = [
    { name: 'ca', commonName: 'authority of the listeners' },
    { name: 'tls', by: 'ca', commonName: 'listeners', hosts: ['localhost', ...hostnamesOf(objects)] },
  ];
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const listeners = gatewaysOf(objects).flatMap(({ listeners }) => listeners);
  const names = new Set(listeners.flatMap(({ secrets }) => secrets));
  const secrets = [...names].map((id) => {
    const [namespace = '', name = ''] = id.split('/');
    const stringData = { 'tls.crt': read('tls.crt'), 'tls.key': read('tls.key') };
    return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'kubernetes.io/tls', stringData };
  });
  return { secrets, ca: read('ca.crt') };
}

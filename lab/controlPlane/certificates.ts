import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf, runSync } from '../../generators/programs/run.ts';

interface Wanted {
  readonly name: string;
  /** The authority that signs it; undefined for an authority. */
  readonly by?: string;
  readonly commonName: string;
  readonly organization?: readonly string[];
  readonly hosts?: readonly string[];
}

const hosts = ['127.0.0.1', 'localhost', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];

/**
 * The certificates, with users and groups that Kubernetes' own roles are bound to.
 * https://kubernetes.io/docs/setup/best-practices/certificates/
 */
const wanted: readonly Wanted[] = [
  { name: 'ca', commonName: 'lab' },
  { name: 'front-proxy-ca', commonName: 'lab front proxy' },
  { name: 'apiserver', by: 'ca', commonName: 'kube-apiserver', hosts },
  { name: 'server', by: 'ca', commonName: 'lab', hosts },
  { name: 'front-proxy', by: 'front-proxy-ca', commonName: 'front-proxy-client' },
  { name: 'kubelet-client', by: 'ca', commonName: 'kube-apiserver-kubelet-client', organization: ['system:masters'] },
  { name: 'service-accounts', commonName: 'service accounts' },
  { name: 'admin', by: 'ca', commonName: 'lab-admin', organization: ['system:masters'] },
  { name: 'kube-controller-manager', by: 'ca', commonName: 'system:kube-controller-manager' },
  { name: 'kube-scheduler', by: 'ca', commonName: 'system:kube-scheduler' },
];

/** Creates the certificates and keys of a cluster, as `<name>.crt`, `<name>.key` and `<name>.pub`. */
export function makeCertificates(kit: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
}

/** Writes a kubeconfig that contains its certificates. Its one context may name a namespace. */
export function writeKubeconfig(file: string, server: string, certificates: string, user: string, namespace?: string) {
  const base64 = (name: string) => readFileSync(join(certificates, name)).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server, 'certificate-authority-data': base64('ca.crt') } }],
    users: [
      {
        name: user,
        user: { 'client-certificate-data': base64(`${user}.crt`), 'client-key-data': base64(`${user}.key`) },
      },
    ],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user, ...(namespace && { namespace }) } }],
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
  return file;
}

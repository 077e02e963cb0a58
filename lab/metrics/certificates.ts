import { mkdirSync } from 'node:fs';
import { outputOf, runSync } from '../../generators/programs/run.ts';

/**
 * Creates the certificates of a program behind a Service: an authority `ca`, `tls` for the server and `client` for its
 * clients, each as `<name>.crt` and `<name>.key` in PEM.
 * @param kit path of the lab's own program
 * @param host DNS name of the server, such as `metrics-server.kube-system.svc`
 */
export function serviceCertificates(kit: string, folder: string, host: string): void {
  mkdirSync(folder, { recursive: true });
  const wanted = [
    { name: 'ca', commonName: `authority of ${host}` },
    { name: 'tls', by: 'ca', commonName: host, hosts: [host] },
    { name: 'client', by: 'ca', commonName: `client of ${host}` },
  ];
  outputOf(runSync(kit, ['certificates', folder], { input: JSON.stringify(wanted) }));
}

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, type KubernetesApi } from '../api/client.ts';
import { freePorts, loopbackBlock } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { makeCertificates, writeKubeconfig } from './certificates.ts';

/** The programs of an API server, by path. */
export interface ApiServerPrograms {
  readonly kit: string;
  readonly etcd: string;
  readonly 'kube-apiserver': string;
}

/** A Kubernetes API server and its etcd. */
export interface ApiServer {
  readonly api: KubernetesApi;
  /** Path of a kubeconfig of its administrator. */
  readonly kubeconfig: string;
  /** Folder of its certificates. */
  readonly certificates: string;
  /** Addresses of its Services: loopback addresses of this machine, such as `127.96.0.0/16`. */
  readonly services: string;
  /** Releases the block of its addresses. */
  release(): void;
}

/**
 * etcd and an API server of plain processes, with the default admission plugins and without controllers: objects are
 * stored, and nothing creates others from them.
 * @param name prefix of its processes
 * @param folder for its state
 */
export async function startApiServer(
  name: string,
  folder: string,
  programs: ApiServerPrograms,
  processes: Processes,
): Promise<ApiServer> {
  mkdirSync(folder, { recursive: true });
  const certificates = join(folder, 'certificates');
  makeCertificates(programs.kit, certificates);
  const [client = 0, peer = 0, secure = 0] = await freePorts(3);
  const block = await loopbackBlock();
  const server = `https://127.0.0.1:${secure}`;
  const file = (path: string) => join(certificates, path);
  const kubeconfig = writeKubeconfig(join(folder, 'admin.kubeconfig'), server, certificates, 'admin');
  const api = createApi({
    server,
    ca: readFileSync(file('ca.crt'), 'utf8'),
    certificate: readFileSync(file('admin.crt'), 'utf8'),
    key: readFileSync(file('admin.key'), 'utf8'),
  });

  const etcd = `http://127.0.0.1:${client}`;
  await processes.start({
    name: `${name}-etcd`,
    program: programs.etcd,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      // Its data is deleted with the lab, so it needs no fsync.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
    ready: async () => (await fetch(`${etcd}/health`)).ok,
  });
  await processes.start({
    name: `${name}-kube-apiserver`,
    program: programs['kube-apiserver'],
    args: [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${secure}`,
      // Loopback addresses are not allowed in Endpoints.
      '--endpoint-reconciler-type=none',
      `--service-cluster-ip-range=${block.range}`,
      '--authorization-mode=Node,RBAC',
      `--tls-cert-file=${file('apiserver.crt')}`,
      `--tls-private-key-file=${file('apiserver.key')}`,
      `--client-ca-file=${file('ca.crt')}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${file('service-accounts.pub')}`,
      `--service-account-signing-key-file=${file('service-accounts.key')}`,
      // For aggregated APIs, such as metrics.
      `--requestheader-client-ca-file=${file('front-proxy-ca.crt')}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${file('front-proxy.crt')}`,
      `--proxy-client-key-file=${file('front-proxy.key')}`,
      `--kubelet-client-certificate=${file('kubelet-client.crt')}`,
      `--kubelet-client-key=${file('kubelet-client.key')}`,
      `--kubelet-certificate-authority=${file('ca.crt')}`,
      // How long a pod stays on a lost node before it is evicted. The default is five minutes.
      '--default-not-ready-toleration-seconds=10',
      '--default-unreachable-toleration-seconds=10',
    ],
    ready: async () => (await api.request('GET', '/readyz')) === 'ok',
  });
  return { api, kubeconfig, certificates, services: block.range, release: block.release };
}

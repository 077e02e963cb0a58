import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApi, type KubernetesApi } from '../api/client.ts';
import { freePorts, loopbackBlock } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { makeCertificates, writeKubeconfig } from './certificates.ts';

/** The programs of a control plane, by path. */
export interface ControlPlanePrograms {
  readonly kit: string;
  readonly etcd: string;
  readonly 'kube-apiserver': string;
  readonly 'kube-controller-manager': string;
  readonly 'kube-scheduler': string;
}

export const controlPlanePrograms = [
  'kit',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
] as const satisfies (keyof ControlPlanePrograms)[];

export interface ControlPlane {
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
 * A Kubernetes control plane of plain processes: etcd, API server, controller manager, scheduler, with the default
 * admission plugins. Flags that differ from the defaults make the loss of a zone and scaling visible within seconds.
 * https://kubernetes.io/docs/reference/command-line-tools-reference/
 * @param name prefix of its processes
 * @param folder for its state
 */
export async function startControlPlane(
  name: string,
  folder: string,
  programs: ControlPlanePrograms,
  processes: Processes,
): Promise<ControlPlane> {
  mkdirSync(folder, { recursive: true });
  const certificates = join(folder, 'certificates');
  makeCertificates(programs.kit, certificates);
  const [client = 0, peer = 0, secure = 0, manager = 0, scheduler = 0] = await freePorts(5);
  const block = await loopbackBlock();
  const server = `https://127.0.0.1:${secure}`;
  const file = (path: string) => join(certificates, path);
  const kubeconfigOf = (user: string) =>
    writeKubeconfig(join(folder, `${user}.kubeconfig`), server, certificates, user);
  const kubeconfig = kubeconfigOf('admin');
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
  const kubeconfigFlags = (user: string) => {
    const path = kubeconfigOf(user);
    return ['', 'authentication-', 'authorization-'].map((kind) => `--${kind}kubeconfig=${path}`);
  };
  const scheduling = processes.start({
    name: `${name}-kube-scheduler`,
    program: programs['kube-scheduler'],
    args: [
      ...kubeconfigFlags('kube-scheduler'),
      '--bind-address=127.0.0.1',
      `--secure-port=${scheduler}`,
      '--leader-elect=false',
    ],
  });
  const managing = processes.start({
    name: `${name}-kube-controller-manager`,
    program: programs['kube-controller-manager'],
    args: [
      ...kubeconfigFlags('kube-controller-manager'),
      '--bind-address=127.0.0.1',
      `--secure-port=${manager}`,
      '--leader-elect=false',
      '--use-service-account-credentials',
      `--root-ca-file=${file('ca.crt')}`,
      `--service-account-private-key-file=${file('service-accounts.key')}`,
      `--cluster-signing-cert-file=${file('ca.crt')}`,
      `--cluster-signing-key-file=${file('ca.key')}`,
      ...quick,
    ],
    // Ready once the namespace has its service account: without it no pod is admitted.
    ready: async () => {
      const metadata = { namespace: 'default', name: 'default' };
      return (await api.get({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })) !== undefined;
    },
  });
  await Promise.all([scheduling, managing]);
  return { api, kubeconfig, certificates, services: block.range, release: block.release };
}

/** Waiting times of the controller manager, short enough for a test. The defaults are minutes. */
const quick = [
  // The default, 20 a second, alone takes four seconds of the start.
  '--kube-api-qps=200',
  '--kube-api-burst=400',
  '--node-monitor-period=2s',
  '--node-monitor-grace-period=20s',
  // Nodes per second from which pods are evicted. All zones are small here; the default is one node in ten seconds. It
  // must not be 1: when the nodes of a zone are lost one after the other, evictions from it stop, and the controller
  // reads a rate of 1 as that stop, which then never ends.
  '--node-eviction-rate=5',
  '--horizontal-pod-autoscaler-sync-period=5s',
  '--horizontal-pod-autoscaler-cpu-initialization-period=10s',
  '--horizontal-pod-autoscaler-initial-readiness-delay=5s',
];

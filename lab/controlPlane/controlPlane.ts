import { join } from 'node:path';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { type ApiServer, type ApiServerPrograms, startApiServer } from './apiServer.ts';
import { writeKubeconfig } from './certificates.ts';

/** The programs of a control plane, by path. */
export interface ControlPlanePrograms extends ApiServerPrograms {
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
): Promise<ApiServer> {
  const apiServer = await startApiServer(name, folder, programs, processes);
  const { api, certificates } = apiServer;
  const [manager = 0, scheduler = 0] = await freePorts(2);
  const file = (path: string) => join(certificates, path);
  const kubeconfigFlags = (user: string) => {
    const path = writeKubeconfig(join(folder, `${user}.kubeconfig`), api.server, certificates, user);
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
  return apiServer;
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

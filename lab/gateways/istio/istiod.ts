import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labProgram } from '../../programs.ts';
import type { Ground } from '../ground.ts';
import { rootNamespace } from './workloads.ts';

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
export interface MeshConfig {
  readonly defaultConfig?: object;
  readonly [field: string]: unknown;
}

/** Starts istiod, and waits until it has read all objects. Returns the address of its xDS server. */
export async function startIstiod(ground: Ground, production: MeshConfig): Promise<string> {
  const { cluster, progress } = ground;
  const address = ground.address(1);
  const xds = `${address}:15010`;
  const mesh = join(cluster.folder, 'mesh.json');
  writeFileSync(mesh, JSON.stringify(labMesh(production, xds)));
  await ground.processes.start({
    name: `${cluster.name}-istiod`,
    program: await labProgram('istiod', progress),
    args: [
      'discovery',
      `--kubeconfig=${cluster.kubeconfig}`,
      `--meshConfig=${mesh}`,
      '--networksConfig=/nonexistent',
      `--httpAddr=${address}:8080`,
      `--grpcAddr=${xds}`,
      `--monitoringAddr=${address}:15014`,
      '--httpsAddr=',
      '--secureGRPCAddr=',
      '--ctrlz_port=0',
    ],
    // What Go reads in place of the machine's own: https://pkg.go.dev/crypto/x509#SystemCertPool
    env: { ...labEnvironment, ...(ground.authorities !== undefined && { SSL_CERT_FILE: ground.authorities }) },
    ready: async () => (await fetch(`http://${address}:8080/ready`)).ok,
  });
  progress('istiod runs');
  return xds;
}

/** The mesh configuration of production with all that differs in the lab. */
const labMesh = (production: MeshConfig, xds: string): MeshConfig => ({
  ...production,
  defaultConfig: { ...production.defaultConfig, discoveryAddress: xds },
  // Envoy as its own project builds it has no filter `istio.stats`, and there is no agent that merges metrics.
  defaultProviders: {},
  enablePrometheusMerge: false,
  // There is no authority for workloads: with mutual TLS each cluster would wait for a certificate for ever.
  enableAutoMtls: false,
});

/** What differs from the environment of istiod in production. https://istio.io/latest/docs/reference/commands/pilot-discovery/ */
const labEnvironment = {
  POD_NAMESPACE: rootNamespace,
  POD_NAME: 'istiod',
  CLUSTER_ID: 'Kubernetes',
  ENABLE_LEADER_ELECTION: 'false',
  // No pods run: the processes of a gateway are started by the lab.
  PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: 'false',
  INJECTION_WEBHOOK_CONFIG_NAME: '',
  VALIDATION_WEBHOOK_CONFIG_NAME: '',
  // Proxies talk to it without TLS, and so without certificates of their own.
  ENABLE_CA_SERVER: 'false',
  PILOT_CERT_PROVIDER: 'none',
  // They say who they are in a header: only then do they get the certificates of listeners.
  XDS_AUTH_PLAINTEXT: 'true',
  TRUSTED_GATEWAY_CIDR: '127.0.0.0/8',
  // Filters that only Istio's own build of Envoy has.
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
  PILOT_ENABLE_ALPN_FILTER: 'false',
  PILOT_ENABLE_TELEMETRY_LABEL: 'false',
  PILOT_ENDPOINT_TELEMETRY_LABEL: 'false',
  // Envoy fetches the keys of issuers through the cluster of their Service, istiod those of issuers outside.
  PILOT_JWT_ENABLE_REMOTE_JWKS: 'hybrid',
  // Changes are pushed at once. The defaults are 100 ms and 10 s.
  PILOT_DEBOUNCE_AFTER: '20ms',
  PILOT_DEBOUNCE_MAX: '200ms',
};

import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { LabCluster } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { labProgram } from '../programs.ts';

/**
 * Starts prometheus-operator in a cluster that has its CRDs. It makes configuration and StatefulSets; without controllers
 * no pods come of these. https://prometheus-operator.dev/docs/platform/operator/
 */
export async function startPrometheusOperator(
  { api, name, certificates }: LabCluster,
  processes: Processes,
  progress: Say,
): Promise<void> {
  const program = await labProgram('prometheus-operator', progress);
  const [port = 0] = await freePorts(1);
  const file = (path: string) => join(certificates, path);
  await processes.start({
    name: `${name}-prometheus-operator`,
    program,
    args: [
      `--apiserver=${api.server}`,
      `--ca-file=${file('ca.crt')}`,
      `--cert-file=${file('admin.crt')}`,
      `--key-file=${file('admin.key')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    ready: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok,
  });
}

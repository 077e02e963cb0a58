import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import type { Operator } from '../../generators/model/operator.ts';
import type { Chart } from '../../generators/model/settings/index.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { Definition } from '../definitions.ts';
import { labProgram } from '../programs.ts';

/** A Helm repository on this machine. */
export interface ChartServer {
  /** Such as `http://127.0.0.1:24017/charts`. */
  readonly address: string;
  close(): void;
}

/**
 * Serves charts in place of the operators' own, with the same names and versions: each has upstream's real CRDs and one
 * Deployment that does nothing. For Argo CD their objects look alike; the simulator does the work of the operators.
 * @param folder an empty one
 * @param kinds CRDs that the charts may contain
 */
export async function serveCharts(
  folder: string,
  charts: readonly (Chart & { readonly operator?: Operator })[],
  kinds: readonly Definition[],
  progress: Say,
): Promise<ChartServer> {
  const helm = await labProgram('helm', progress);
  for (const chart of charts) {
    const source = writeChart(join(folder, 'sources', chart.chart), chart, kinds);
    outputOf(await run(helm, ['package', source, '--destination', folder]));
  }
  outputOf(await run(helm, ['repo', 'index', folder]));
  const server = createServer(({ url = '' }, response) => {
    try {
      response.end(readFileSync(join(folder, basename(url))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/charts`, close: () => server.close() };
}

function writeChart(
  folder: string,
  { chart, version, operator }: Chart & { operator?: Operator },
  kinds: readonly Definition[],
) {
  for (const path of ['templates', 'files']) mkdirSync(join(folder, path), { recursive: true });
  const write = (path: string, content: string) => writeFileSync(join(folder, path), content);
  write('Chart.yaml', stringify({ apiVersion: 'v2', name: chart, version }));
  const own = kinds.filter(({ spec }) => operator?.groups.includes(spec.group));
  const annotations = operator?.crds === 'annotated' ? { 'argocd.argoproj.io/sync-options': 'Prune=false' } : {};
  const annotated = own.map((one) => ({ ...one, metadata: { ...one.metadata, annotations } }));
  write('files/crds.yaml', annotated.map((one) => `---\n${JSON.stringify(one)}\n`).join(''));
  // As a file, because Helm would interpret the braces in a CRD as its own.
  write('templates/crds.yaml', '{{ .Files.Get "files/crds.yaml" }}\n');
  write('templates/operator.yaml', stringify(deployment(chart)));
  return folder;
}

/** A Deployment whose pod any namespace admits. */
function deployment(name: string): object {
  const labels = { 'app.kubernetes.io/name': name };
  const container = {
    name: 'operator',
    image: 'registry.k8s.io/pause:3.10',
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 65535,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: '{{ .Release.Namespace }}', labels },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { automountServiceAccountToken: false, containers: [container] } },
    },
  };
}

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Resource } from '../../generators/model/resource.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { containersOf, workloadsOf } from '../../policies/kubernetes/workload.ts';
import type { Listening, Pods } from '../network/parts.ts';

/** What a chart makes that the network is about, as it was rendered once: a witness for machines that cannot have it. */
export interface Recorded {
  /** Versions of the chart and of those inside it. */
  readonly charts: readonly string[];
  /** The values on which the rest depends, by their paths. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly pods: readonly Pods[];
  readonly policies: readonly Resource[];
}

/** The record of Argo CD's own chart, for more than one cluster. */
export const argoCdRecord = new URL('argo-cd.recorded.yaml', import.meta.url);

/** Reads a record. */
export function readRecord(file: URL): Recorded {
  return parse(readFileSync(file, 'utf8')) as Recorded;
}

/** Pods and policies among the objects of a chart. Labels with versions in them are left out: nothing selects by them. */
export function networkOf(objects: readonly Resource[], cluster: Cluster): Pick<Recorded, 'pods' | 'policies'> {
  const view = viewOf(
    'test',
    cluster,
    objects.map((resource) => ({ resource, app: '' })),
  );
  return {
    pods: workloadsOf(view).map((workload) => ({
      name: workload.name,
      namespace: workload.namespace,
      labels: Object.fromEntries(Object.entries(workload.labels).filter(([key]) => !versioned.has(key))),
      ports: containersOf(workload).flatMap(({ container: { ports = [] } }) =>
        ports.map(({ name = '', containerPort, protocol = 'TCP' }): Listening => {
          return { name, number: containerPort, protocol: protocol as 'TCP' };
        }),
      ),
    })),
    policies: view.ofKind('NetworkPolicy').map(({ resource: { apiVersion, kind, metadata, spec } }) => {
      return { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace ?? '' }, spec };
    }),
  };
}

const versioned = new Set(['helm.sh/chart', 'app.kubernetes.io/version', 'app.kubernetes.io/managed-by']);

import { graph } from './chart.ts';
import type { DashboardSpec, Section } from './dashboard.ts';
import { podSection, resourceSection } from './resources.ts';
import { choice } from './variable.ts';

/** What is particular to a dashboard of data systems of one kind. */
export interface DataDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Charts about the one that is chosen: `$system` begins the names of its pods. */
  readonly sections: (of: Chosen) => readonly Section[];
}

/** Labels of the system that is chosen. */
export interface Chosen {
  /** All its pods. */
  readonly pods: string;
  readonly namespace: string;
}

/** Dashboard of all data systems of one kind in the cluster; people choose one of them. */
export function dataDashboard(
  { uid, title, description, sections }: DataDashboard,
  systems: readonly { readonly name: string; readonly namespace: string }[],
): DashboardSpec {
  const namespaces = [...new Set(systems.map(({ namespace }) => namespace))].join('|');
  const namespace = `namespace=~"${namespaces}"`;
  const pods = `${namespace},pod=~"$system-.+"`;
  return {
    uid,
    title,
    folder: 'data',
    description,
    variables: [
      choice(
        'system',
        'Data system',
        systems.map(({ name }) => name),
      ),
    ],
    sections: [
      ...sections({ pods, namespace }),
      {
        title: 'Volumes',
        charts: [
          graph(
            'Used',
            'percentunit',
            [
              [
                `1 - max by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes${volumes(namespace)}) / max by (persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes${volumes(namespace)})`,
                '{{persistentvolumeclaim}}',
              ],
            ],
            { limit: 0.92, max: 1, width: 24 },
          ),
        ],
      },
      podSection(pods),
      resourceSection(pods),
    ],
  };
}

/** Claims are called like the pods, with the name of the volume before it or nothing. */
const volumes = (namespace: string) => `{${namespace},persistentvolumeclaim=~"(.+-)?$system-.+"}`;

import { type TProperties, Type } from 'typebox';
import type { Edge } from '../model/edge.ts';
import { classPattern } from '../model/settings/nodes.ts';
import { Bytes, Cpu, closed } from '../model/settings/scalars.ts';
import { joined } from './joined.ts';
import type { Addition } from './part.ts';
import type { PodKind } from './podKind.ts';
import { poolSettings } from './pools.ts';
import type { AppSpec } from './spec.ts';
import { volumeSettings } from './workload/volume.ts';

/** The setting of what runs on a class of nodes. */
const nodes = Type.Optional(
  Type.String({
    pattern: classPattern,
    title: 'the name of a class of nodes',
    description: "The class of nodes that its pods run on: one of the cluster's. Default: any that keeps nobody away.",
  }),
);

/** The settings of the jobs of an app, by their names. Absent where it has none. */
function jobSettings(names: readonly string[]): TProperties {
  if (names.length === 0) return {};
  const all = names.map((name) => [
    name,
    Type.Optional(Type.Object({ nodes }, { ...closed, description: `Its job ${name}.` })),
  ]);
  return { jobs: Type.Optional(Type.Object(Object.fromEntries(all), { ...closed, description: 'Its jobs.' })) };
}

/** Schema of the settings of an app that runs pods: its own, those of the kind of its pods, and of its parts. */
export function podSettings(
  {
    source,
    resources,
    options,
    uses,
    volumes,
  }: Pick<
    AppSpec<string, Readonly<Record<string, Edge>>, TProperties>,
    'source' | 'resources' | 'options' | 'uses' | 'volumes'
  >,
  kind: Pick<PodKind, 'settings'>,
  additions: readonly Addition[],
) {
  const pod = Type.Object(
    {
      cpu: Cpu('CPU that one pod requests; it may burst to four times that.', { default: resources.cpu }),
      memory: Bytes('Memory that one pod requests, and its limit.', { default: resources.memory }),
    },
    { ...closed, description: 'What one pod asks for.' },
  );
  const enabled = Type.Boolean({ default: true, description: 'Whether the app runs here at all.' });
  const properties = {
    enabled,
    ...kind.settings,
    resources: pod,
    nodes,
    ...jobSettings(additions.flatMap(({ placed }) => placed ?? [])),
    ...poolSettings(uses),
    ...volumeSettings(volumes),
    ...(options as TProperties | undefined),
  };
  return Type.Object(joined({ name: source }, 'setting', [properties, ...additions.map(({ settings }) => settings)]), {
    ...closed,
    description: `Settings of ${source}.`,
  });
}

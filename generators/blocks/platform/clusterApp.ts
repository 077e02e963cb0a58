import { type TObject, Type } from 'typebox';
import { type App, type Stage, stages } from '../../model/app.ts';
import type { Fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { declared } from '../declared/declared.ts';
import { labelsOf } from '../labels.ts';
import type { DeclaringFile } from '../source.ts';

/** Inputs of the parts of a cluster-wide app, and the labels of its objects. */
export interface Shared {
  readonly inputs: Inputs;
  readonly labels: Readonly<Record<string, string>>;
}

/** Part of a cluster-wide app: the objects of one kind of thing that a cluster has once. */
export type ClusterPart = (shared: Shared) => readonly Resource[];

const ClusterAppSchema = Type.Object({ stage: Type.Unsafe({ enum: stages.filter((stage) => stage !== 'operators') }) });

/** An app of what a cluster has once: it runs nothing itself, so it has no images, ports or edges. */
export function clusterApp(
  name: string,
  spec: {
    readonly source: DeclaringFile;
    readonly stage: Exclude<Stage, 'operators'>;
    readonly settings: TObject;
    /** Kinds of facts of the cluster's apps that its parts read. */
    readonly collects?: readonly Fact<unknown>[];
    readonly parts: readonly ClusterPart[];
    /** Facts that it declares itself. */
    readonly declares?: App['declares'];
  },
): App {
  return {
    name,
    tier: undefined,
    stage: spec.stage,
    source: spec.source,
    declared: [declared(ClusterAppSchema, spec)],
    settings: spec.settings,
    images: {},
    uses: {},
    ports: () => ({}),
    ...(spec.collects && { collects: spec.collects }),
    ...(spec.declares && { declares: spec.declares }),
    notes: () => [],
    render(inputs) {
      const shared = { inputs, labels: labelsOf(name, inputs, name) };
      return spec.parts.flatMap((part) => part(shared));
    },
  };
}

import type { TObject } from 'typebox';
import type { App, Stage } from '../../model/app.ts';
import type { Fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { labelsOf } from '../labels.ts';
import type { DeclaringFile } from '../source.ts';

/** What the objects of a cluster-wide app are built from. */
export interface Shared {
  readonly inputs: Inputs;
  readonly labels: Readonly<Record<string, string>>;
}

/** One kind of thing a cluster has once, with all its objects. */
export type ClusterPart = (shared: Shared) => readonly Resource[];

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
  },
): App {
  return {
    name,
    tier: undefined,
    stage: spec.stage,
    source: spec.source,
    settings: spec.settings,
    images: {},
    uses: {},
    ports: () => ({}),
    ...(spec.collects && { collects: spec.collects }),
    notes: () => [],
    render(inputs) {
      const shared = { inputs, labels: labelsOf(name, inputs, name) };
      return spec.parts.flatMap((part) => part(shared));
    },
  };
}

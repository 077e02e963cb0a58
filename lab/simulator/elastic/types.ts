import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Live } from '../model.ts';

/** Nodes that are alike. */
export interface ElasticNodes {
  readonly name: string;
  readonly count?: number;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly podTemplate?: Partial<IPodTemplateSpec>;
}

/** An Elasticsearch, with the fields that its StatefulSets are made of. */
export type ElasticsearchObject = Live<{
  readonly version?: string;
  readonly image?: string;
  readonly secureSettings?: readonly unknown[];
  readonly nodeSets?: readonly ElasticNodes[];
}>;

/** The number of all its nodes. */
export function countNodes({ spec }: ElasticsearchObject): number {
  return (spec?.nodeSets ?? []).reduce((total, { count = 1 }) => total + count, 0);
}

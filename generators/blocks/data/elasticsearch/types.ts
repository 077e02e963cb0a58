import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

type Labels = Readonly<Record<string, string>>;

/** Nodes that are alike, as far as it is used here. */
export interface NodeSet {
  name: string;
  count: number;
  config: Readonly<Record<string, string | boolean | readonly string[]>>;
  podTemplate: IPodTemplateSpec;
  volumeClaimTemplates: Pick<IPersistentVolumeClaim, 'metadata' | 'spec'>[];
}

/**
 * Elasticsearch, as far as it is used here:
 * https://github.com/elastic/cloud-on-k8s/blob/v3.5.0/docs/reference/api-reference/3.5.0.md
 */
export interface Elasticsearch {
  apiVersion: 'elasticsearch.k8s.elastic.co/v1';
  kind: 'Elasticsearch';
  metadata: { name: string; namespace: string; labels: Labels; annotations: Labels };
  spec: {
    version: string;
    image: string;
    auth: { fileRealm: { secretName: string }[]; roles: { secretName: string }[] };
    secureSettings: { secretName: string }[] | undefined;
    volumeClaimDeletePolicy: 'DeleteOnScaledownOnly';
    nodeSets: NodeSet[];
  };
}

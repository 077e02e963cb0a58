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

/** Kibana, as far as it is used here: the same page. */
export interface Kibana {
  apiVersion: 'kibana.k8s.elastic.co/v1';
  kind: 'Kibana';
  metadata: { name: string; namespace: string; labels: Labels };
  spec: {
    version: string;
    image: string;
    count: number;
    elasticsearchRef: { name: string };
    config: Readonly<Record<string, string | boolean>>;
    podTemplate: IPodTemplateSpec;
  };
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

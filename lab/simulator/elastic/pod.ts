import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import {
  elasticsearchContainer,
  elasticsearchPorts,
  elasticsearchSetup,
  keystoreSetup,
} from '../../../generators/upstream/elastic.ts';
import { restrictedSecurityContext } from '../parts.ts';
import type { ElasticNodes, ElasticsearchObject } from './types.ts';

const { seccompProfile, ...securityContext } = restrictedSecurityContext;

/**
 * The pod of a node, without probes, hooks and what it mounts: `pkg/controller/elasticsearch/nodespec/podspec.go`, with what
 * the object says merged into it.
 */
export function elasticsearchPod({ spec }: ElasticsearchObject, set: ElasticNodes): IPodSpec {
  const given: Partial<IPodSpec> = set.podTemplate?.spec ?? {};
  const own = given.containers?.find(({ name }) => name === elasticsearchContainer.name);
  const others = given.containers?.filter(({ name }) => name !== elasticsearchContainer.name) ?? [];
  const image = spec?.image ?? '';
  const container = (name: string, size: typeof elasticsearchSetup | typeof keystoreSetup): IContainer => ({
    name,
    image,
    resources: { requests: { ...size }, limits: { ...size } },
    securityContext,
  });
  const { https, transport } = elasticsearchPorts;
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 180,
    securityContext: { fsGroup: 1000, ...(seccompProfile && { seccompProfile }) },
    ...given,
    initContainers: [
      container('elastic-internal-init-filesystem', elasticsearchSetup),
      ...(spec?.secureSettings ? [container('elastic-internal-init-keystore', keystoreSetup)] : []),
      { name: 'elastic-internal-suspend', image, ...(own?.resources && { resources: own.resources }), securityContext },
      ...(given.initContainers ?? []),
    ],
    containers: [
      {
        ...own,
        name: elasticsearchContainer.name,
        image,
        ports: [
          { name: 'https', containerPort: https },
          { name: 'transport', containerPort: transport },
        ],
        securityContext,
      },
      ...others,
    ],
  };
}

/** What its nodes do; undefined where they do everything. */
export function rolesOf({ config }: ElasticNodes): readonly string[] | undefined {
  return config?.['node.roles'] as readonly string[] | undefined;
}

import {
  eckNamespace,
  elasticsearchPods,
  elasticsearchPorts,
  httpService,
} from '../../../generators/upstream/elastic.ts';
import { namesIn } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * The nodes of an Elasticsearch: they talk to each other on both ports, the operator and the Job that sets it up ask them
 * as clients. Labels: `pkg/controller/elasticsearch/label/label.go` of https://github.com/elastic/cloud-on-k8s
 */
export function elasticParts(objects: Objects): Part[] {
  return objects
    .filter(({ kind }) => kind === 'Elasticsearch')
    .map((object) => {
      const { name, namespace = '' } = object.metadata;
      const { https, transport } = elasticsearchPorts;
      const nodes: Pods = {
        name: `${namespace}/${name} nodes`,
        namespace,
        labels: {
          ...at<Pods['labels']>(object, 'spec', 'nodeSets', 0, 'podTemplate', 'metadata', 'labels'),
          ...elasticsearchPods(name),
        },
        ports: listening(elasticsearchPorts),
      };
      return {
        pods: [nodes],
        callers: [nodes.name],
        services: { [`${httpService(name)}.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [https, transport]),
          ...calls([...namesIn(eckNamespace), `${namespace}/${name}-setup`], [nodes.name], [https]),
        ],
      };
    });
}

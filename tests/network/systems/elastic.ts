import {
  eckNamespace,
  elasticsearchPods,
  elasticsearchPorts,
  httpService,
  kibanaPods,
  kibanaPorts,
} from '../../../generators/upstream/elastic.ts';
import { elasticsearchExporterPort } from '../../../generators/upstream/metrics/elasticsearch.ts';
import { namesIn, prometheusPods } from '../neighbours.ts';
import { at, calls, listening, type Objects, type Part, type Pods } from '../parts.ts';

/**
 * The nodes of an Elasticsearch: they talk to each other on both ports; the operator, the Job that sets it up and Kibana ask
 * them as clients. Nobody asks Kibana. Labels: `pkg/controller/elasticsearch/label/label.go` of https://github.com/elastic/cloud-on-k8s
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
        ports: listening({ ...elasticsearchPorts, metrics: elasticsearchExporterPort }),
      };
      const kibana = objects.filter((one) => one.kind === 'Kibana').map(kibanaOf);
      const callers = [...namesIn(eckNamespace), `${namespace}/${name}-setup`, ...kibana.map((one) => one.name)];
      return {
        pods: [nodes, ...kibana],
        callers: [nodes.name],
        services: { [`${httpService(name)}.${namespace}`]: nodes.name },
        flows: [
          ...calls([nodes.name], [nodes.name], [https, transport]),
          ...calls(callers, [nodes.name], [https]),
          ...calls([prometheusPods.name], [nodes.name], [elasticsearchExporterPort]),
        ],
      };
    });
}

function kibanaOf(object: Objects[number]): Pods {
  const { name, namespace = '' } = object.metadata;
  return {
    name: `${namespace}/${name} kibana`,
    namespace,
    labels: { ...at<Pods['labels']>(object, 'spec', 'podTemplate', 'metadata', 'labels'), ...kibanaPods(name) },
    ports: listening(kibanaPorts),
  };
}

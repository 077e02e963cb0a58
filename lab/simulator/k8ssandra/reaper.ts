import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { type Resource, resource } from '../../../generators/model/resource.ts';
import { reaperLabel, reaperName, reaperPorts } from '../../../generators/upstream/k8ssandra.ts';
import type { Made } from '../model.ts';
import { type Identity, makeService } from '../parts.ts';
import { type CassandraCluster, type Datacenter, imageOf, reaperLabels } from './cluster.ts';

/** The Deployment of Reaper, which repairs a datacenter: `pkg/reaper/deployment.go` of k8ssandra-operator. */
export function reaperObjects(cluster: CassandraCluster, datacenter: Datacenter): readonly Made[] {
  const { name, namespace = '' } = cluster.metadata;
  const labels = reaperLabels(cluster, datacenter);
  const identity = { name: reaperName(name, datacenter.metadata.name), namespace, labels };
  const ports = { app: reaperPorts.api, admin: reaperPorts.metrics };
  return [
    { resource: makeService({ ...identity, name: `${identity.name}-service` }, labels, ports) },
    { resource: reaperDeployment(cluster, identity, ports) },
  ];
}

function reaperDeployment(
  { spec }: CassandraCluster,
  { name, namespace, labels }: Identity,
  ports: Readonly<Record<string, number>>,
): Resource {
  const given = spec?.reaper;
  const container = (part: string, resources: IContainer['resources'], context: IContainer['securityContext']) => ({
    name: part,
    image: imageOf(given?.containerImage),
    resources,
    securityContext: context,
  });
  const [managedBy, own] = ['app.kubernetes.io/managed-by', reaperLabel];
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      selector: {
        matchExpressions: [managedBy, own].map((key) => ({ key, operator: 'In', values: [labels[key] ?? ''] })),
      },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: given?.ServiceAccountName,
          securityContext: given?.podSecurityContext,
          affinity: given?.affinity,
          tolerations: given?.tolerations,
          initContainers: [
            container('reaper-schema-init', given?.initContainerResources, given?.initContainerSecurityContext),
          ],
          containers: [
            {
              ...container('reaper', given?.resources, given?.securityContext),
              ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
            },
          ],
        },
      },
    },
  });
}

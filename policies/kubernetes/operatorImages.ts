import type { Resource } from '../../generators/model/resource.ts';
import { at, text } from './reading.ts';

/** An image that a custom resource names for the pods an operator makes of it. */
export interface NamedImage {
  readonly field: string;
  readonly image: string;
}

/** Fields that hold an image, whole or in the parts that K8ssandra joins. */
const fields: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io/Cluster': ['spec.imageName'],
  'postgresql.cnpg.io/Pooler': ['spec.pgbouncer.image'],
  'ps.percona.com/PerconaServerMySQL': [
    'spec.mysql.image',
    'spec.proxy.haproxy.image',
    'spec.backup.image',
    'spec.initContainer.image',
  ],
  'psmdb.percona.com/PerconaServerMongoDB': ['spec.image', 'spec.backup.image', 'spec.initImage'],
  'rabbitmq.com/RabbitmqCluster': ['spec.image'],
  'k8ssandra.io/K8ssandraCluster': [
    'spec.cassandra.serverImage',
    'spec.medusa.containerImage',
    'spec.reaper.containerImage',
  ],
};

/** The images that an object names; what it leaves to its operator is not among them. */
export function* imagesNamedBy(resource: Resource): Iterable<NamedImage> {
  for (const field of fields[`${resource.apiVersion.split('/')[0]}/${resource.kind}`] ?? []) {
    const image = at(resource, field.split('.'));
    if (image !== undefined) yield { field, image: typeof image === 'string' ? image : joined(image) };
  }
}

function joined(image: unknown): string {
  const [registry, repository, name, tag] = ['registry', 'repository', 'name', 'tag'].map((part) =>
    text(at(image, [part])),
  );
  return `${registry}/${repository}/${name}${tag ? `:${tag}` : ''}`;
}

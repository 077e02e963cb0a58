import { oneVersionAnnotation } from '../../generators/model/oneVersion.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { takesOverAutoscaler } from '../../generators/upstream/keda.ts';
import { stepsOf } from '../cluster/steps.ts';
import { autoscaler, deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { storageClass } from '../example/platform.ts';
import { cassandra, cassandraSchedule, mongodb, mysql, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { scaledObject } from '../example/worker.ts';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** An object whose program has a version. */
const at = (object: Resource, field: string, tag: string) =>
  withField(object, field, `registry.example.com/program:${tag}@${digest}`);

const postgres = (tag: string) => at(database, 'spec.imageName', tag);
const pods = 'spec.template.spec.containers[api].image';
const keycloak = (tag: string) =>
  at(withField(deployment, 'metadata.annotations', { [oneVersionAnnotation]: 'Keycloak' }), pods, tag);
const keda = withField(withField(scaledObject, 'metadata.name', 'api'), 'spec.scaleTargetRef.name', 'api');
const racks = 'spec.cassandra.datacenters[dc1].racks';
const zones = (...names: readonly string[]) =>
  withField(
    cassandra,
    racks,
    names.map((name) => ({ name, nodeAffinityLabels: { 'topology.kubernetes.io/zone': name } })),
  );

const stepPossible = rule({
  code: 'step-possible',
  severity: 'error',
  title: 'A change can be made at once: nobody refuses it, and nothing is lost on the way.',
  why:
    'States before and after are right, and between them a field loses its owner, an operator refuses a version, a volume ' +
    'is in a zone that is left. https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership',
  fix: 'Go there as the message says, or stay where it is.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const { needs, ...violation } of stepsOf(view, before)) if (needs === 'another way') yield violation;
  },
  passes: [
    {
      title: 'a number of one pod that a scaler takes over',
      before: [withField(deployment, 'spec.replicas', 1)],
      objects: [deployment],
    },
    {
      title: 'a ScaledObject beside which no autoscaler was',
      before: [withField(scaledObject, 'metadata.name', 'other')],
      objects: [scaledObject],
    },
    {
      title: 'a ScaledObject that takes over the autoscaler of before',
      before: [],
      objects: [
        withField(withField(keda, 'metadata.annotations', { [takesOverAutoscaler]: 'true' }), 'spec.advanced', {
          horizontalPodAutoscalerConfig: { name: 'api' },
        }),
      ],
      without: [autoscaler],
    },
    {
      title: 'a minor version of PostgreSQL, and one back',
      before: [postgres('17.2'), at(mysql, 'spec.mysql.image', '8.4.10-10.1')],
      objects: [postgres('17.11'), at(mysql, 'spec.mysql.image', '8.4.9-9.1')],
    },
    {
      title: 'the same version of Keycloak, built again',
      before: [keycloak('26.8.0')],
      objects: [withField(keycloak('26.8.0'), pods, `mirror.example.com/keycloak:26.8.0@${digest}`)],
    },
    {
      title: 'one more zone, after the others',
      before: [zones('us-east-1a', 'us-east-1b'), cassandraSchedule],
      objects: [zones('us-east-1a', 'us-east-1b', 'us-east-1c'), cassandraSchedule],
    },
  ],
  fails: [
    {
      title: 'a number of pods that leaves git',
      before: [withField(deployment, 'spec.replicas', 60)],
      objects: [deployment],
    },
    {
      title: 'KEDA in place of an autoscaler that it does not take over',
      before: [],
      objects: [keda],
      without: [autoscaler],
    },
    {
      title: 'PostgreSQL one major back',
      before: [postgres('18.1-standard-trixie')],
      objects: [postgres('17.11-standard-trixie')],
    },
    { title: 'a tag without a version', before: [postgres('17.11')], objects: [postgres('trixie')] },
    {
      title: 'MySQL past a long-term series',
      before: [at(mysql, 'spec.mysql.image', '8.0.44-35')],
      objects: [at(mysql, 'spec.mysql.image', '9.7.1-1')],
    },
    {
      title: 'MySQL back to the series before',
      before: [at(mysql, 'spec.mysql.image', '8.4.10')],
      objects: [at(mysql, 'spec.mysql.image', '8.0.44')],
    },
    {
      title: 'MongoDB past a major version',
      before: [at(mongodb, 'spec.image', '6.0.27-21')],
      objects: [at(mongodb, 'spec.image', '8.0.19-7')],
    },
    {
      title: 'a MongoDB with shards that gets one replica set',
      before: [mongodb],
      objects: [withField(mongodb, 'spec.sharding.enabled', false)],
    },
    {
      title: 'a MongoDB of one replica set that gets shards',
      before: [withField(mongodb, 'spec.sharding.enabled', false)],
      objects: [mongodb],
    },
    {
      title: 'Cassandra back',
      before: [at(cassandra, 'spec.cassandra.serverImage', '5.0.6-ubi'), cassandraSchedule],
      objects: [at(cassandra, 'spec.cassandra.serverImage', '4.1.11-ubi'), cassandraSchedule],
    },
    {
      title: 'RabbitMQ past a minor version, and with fewer nodes',
      before: [withField(at(rabbitmq, 'spec.image', '4.1.5-management'), 'spec.replicas', 5)],
      objects: [at(rabbitmq, 'spec.image', '4.3.6-management')],
    },
    {
      title: 'two versions of Keycloak side by side',
      before: [keycloak('26.8.0')],
      objects: [keycloak('26.8.1')],
    },
    {
      title: 'a zone for another, in a rack of its name',
      before: [zones('us-east-1a', 'us-east-1b', 'us-east-1c'), cassandraSchedule],
      objects: [zones('us-east-1a', 'us-east-1b', 'us-east-1d'), cassandraSchedule],
    },
    {
      title: 'a larger volume of a class that lets none grow',
      before: [withField(storageClass, 'allowVolumeExpansion', false), database],
      objects: [
        withField(storageClass, 'allowVolumeExpansion', false),
        withField(database, 'spec.storage.size', '1Ti'),
      ],
    },
  ],
});

export default stepPossible;

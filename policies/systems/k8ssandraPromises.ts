import type { Built, ClusterView, Violation } from '../../generators/model/rule.ts';
import { at, listAt, textAt, texts } from '../kubernetes/reading.ts';
import { containersOf, workloadOf } from '../kubernetes/workload.ts';

/**
 * A datacenter that runs, with its nodes on hosts apart, and writes that wait for nodes which are away:
 * https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/ ·
 * https://cassandra.apache.org/doc/latest/cassandra/managing/operating/hints.html
 */
export function cassandraPromises(object: Built): readonly Violation[] {
  const { spec } = object.resource;
  const cassandra = at(spec, ['cassandra']);
  const all = [
    ['spec.cassandra', cassandra] as const,
    ...listAt(cassandra, ['datacenters']).map(
      (one) => [`spec.cassandra.datacenters[${textAt(one, ['metadata', 'name'])}]`, one] as const,
    ),
  ];
  return all.flatMap(([path, one]) => [
    ...(at(one, ['stopped']) === true
      ? [{ object, field: `${path}.stopped`, message: 'All its nodes are stopped.' }]
      : []),
    ...(at(one, ['softPodAntiAffinity']) === true
      ? [
          {
            object,
            field: `${path}.softPodAntiAffinity`,
            message: 'Two nodes may be on one host: its loss may take two of three copies.',
          },
        ]
      : []),
    ...(at(one, ['config', 'cassandraYaml', 'hinted_handoff_enabled']) === false
      ? [
          {
            object,
            field: `${path}.config.cassandraYaml.hinted_handoff_enabled`,
            message: 'Writes for a node that is away are not kept for it.',
          },
        ]
      : []),
  ]);
}

/**
 * Three copies of every keyspace that a job makes, where there are three zones for them:
 * https://cassandra.apache.org/doc/latest/cassandra/architecture/dynamo.html#replication-strategy
 */
export function keyspacePromises(object: Built, { cluster }: ClusterView): readonly Violation[] {
  if (cluster.zones.length < 3) return [];
  return containersOf(workloadOf(object)).flatMap(({ container, field }) =>
    texts(container.command).flatMap((text, index) =>
      [...text.matchAll(/KEYSPACE (?:IF NOT EXISTS )?("?\w+"?) WITH replication = \{([^}]*)\}/g)]
        .filter(([, , how = '']) => !/NetworkTopologyStrategy/.test(how) || /:\s*[12]\b/.test(how))
        .map(([, keyspace, how]) => ({
          object,
          field: `${field}.command[${index}]`,
          message: `The keyspace ${keyspace} has {${how}}, and three copies are promised, each in a rack of its own.`,
        })),
    ),
  );
}

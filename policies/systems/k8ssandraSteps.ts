import type { Built } from '../../generators/model/rule.ts';
import { at, count, listAt, textAt } from '../kubernetes/reading.ts';
import { cassandraUpgrades } from './steps/programs.ts';
import { imageSteps } from './steps/upgrades.ts';
import type { ChangeStep, StepOf } from './system.ts';

/**
 * From one version to another, and from some racks to others. cass-operator makes a StatefulSet of each rack by its name
 * and refuses to rename or to remove one: `ValidateDatacenterFieldChanges` in
 * `internal/webhooks/cassandra/v1beta1/cassandradatacenter_webhook.go` of k8ssandra/cass-operator.
 */
export function cassandraSteps({ now, was }: StepOf): ChangeStep[] {
  if (!was) return [];
  const image = (built: Built) => at(built.resource, ['spec', 'cassandra', 'serverImage']);
  return [
    ...imageSteps(cassandraUpgrades, 'spec.cassandra.serverImage', image(was), image(now)),
    ...datacentersOf(now).flatMap((datacenter) => {
      const old = datacentersOf(was).find(({ name }) => name === datacenter.name);
      return old ? rackSteps(old, datacenter) : [];
    }),
  ];
}

interface Datacenter {
  readonly name: string;
  readonly size: number;
  readonly racks: readonly string[];
}

function datacentersOf({ resource: { spec } }: Built): readonly Datacenter[] {
  return listAt(spec, ['cassandra', 'datacenters']).map((datacenter) => ({
    name: textAt(datacenter, ['metadata', 'name']),
    size: count(at(datacenter, ['size']), 1),
    racks: listAt(datacenter, ['racks']).map((rack) => textAt(rack, ['name'])),
  }));
}

function rackSteps(was: Datacenter, now: Datacenter): ChangeStep[] {
  const field = `spec.cassandra.datacenters[${now.name}].racks`;
  if (now.racks.length === 0) return [];
  const gone = was.racks.filter((rack) => !now.racks.includes(rack));
  const kept = now.racks.slice(0, was.racks.length);
  if (gone.length > 0) {
    const message = `Its operator neither renames nor removes a rack, and ${gone.join(', ')} would be gone. Append racks, and keep those that are there; for others make a second datacenter, and retire this one.`;
    return [{ field, needs: 'another way', message }];
  }
  if (kept.join() === was.racks.join()) return [];
  const message = `Its racks were ${was.racks.join(', ')} and are now ${now.racks.join(', ')}: new racks come last.`;
  return [{ field, needs: 'another way', message }];
}

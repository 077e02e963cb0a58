import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Built } from '../../../generators/model/rule.ts';
import {
  elasticsearchContainer,
  elasticsearchPods,
  elasticsearchPorts,
  elasticsearchSetup,
  keystoreSetup,
  masterLabel,
  nodeSet,
  nodeSetLabel,
} from '../../../generators/upstream/elastic.ts';
import { fixed, type PodGroup, podGroup } from '../../kubernetes/podGroup.ts';
import { at, count, isRecord, list, listAt, textAt, texts } from '../../kubernetes/reading.ts';
import { zone } from '../../kubernetes/zoneSpread.ts';
import type { Quorum } from '../system.ts';

/** The nodes of an Elasticsearch, each set for itself. */
export function podsOfElasticsearch(built: Built): readonly PodGroup[] {
  const { metadata, spec } = built.resource;
  const isSecured = listAt(spec, ['secureSettings']).length > 0;
  return setsOf(built).map((set) => {
    const template = templateOf(set);
    const name = nodeSet(metadata.name, textAt(set, ['name']));
    const containers = list(template.spec?.containers);
    const main = containers.find((one) => one.name === elasticsearchContainer.name);
    return podGroup(built, {
      name,
      labels: {
        ...template.metadata?.labels,
        ...elasticsearchPods(metadata.name),
        [nodeSetLabel]: name,
        [masterLabel]: String(isMaster(set)),
      },
      replicas: fixed(count(at(set, ['count']), 1)),
      pod: {
        initContainers: [
          ...list(template.spec?.initContainers),
          setup('elastic-internal-init-filesystem', elasticsearchSetup),
          ...(isSecured ? [setup('elastic-internal-init-keystore', keystoreSetup)] : []),
        ],
        containers: [
          ...containers.filter((one) => one.name !== elasticsearchContainer.name),
          {
            ...main,
            name: elasticsearchContainer.name,
            ports: Object.entries(elasticsearchPorts).map(([name, containerPort]) => ({ name, containerPort })),
          },
        ],
      },
      priorityClass: template.spec?.priorityClassName,
    });
  });
}

/**
 * Nodes that may be elected, of which a majority must be left. A set that only nodes of one zone may run is in that zone;
 * of any other nobody knows where it is.
 */
export function quorumOfMasters(built: Built): readonly Quorum[] {
  const masters = setsOf(built).filter(isMaster);
  const members = sum(masters);
  if (members === 0) return [];
  const inZones = Object.values(Object.groupBy(masters, (set) => zoneOf(set) ?? 'anywhere'));
  const isBound = masters.every((set) => zoneOf(set) !== undefined);
  return [
    {
      built,
      name: built.resource.metadata.name,
      field: 'spec.nodeSets',
      members,
      needed: Math.floor(members / 2) + 1,
      inOneZone: isBound ? Math.max(...inZones.map((sets = []) => sum(sets))) : members,
    },
  ];
}

function sum(sets: readonly object[]): number {
  return sets.reduce((total, set) => total + count(at(set, ['count']), 1), 0);
}

/** Without roles a node has all of them. */
function isMaster(set: object): boolean {
  const roles = at(set, ['config', 'node.roles']);
  return !Array.isArray(roles) || texts(roles).includes('master');
}

/** The only zone that a set may run in, if there is only one. */
function zoneOf(set: object): string | undefined {
  const required = templateOf(set).spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const [term, ...others] = list(required?.nodeSelectorTerms);
  const [only, ...more] =
    list(term?.matchExpressions).find(({ key, operator }) => key === zone && operator === 'In')?.values ?? [];
  return others.length === 0 && more.length === 0 ? only : undefined;
}

function setsOf({ resource: { spec } }: Built): readonly object[] {
  return listAt(spec, ['nodeSets']);
}

function templateOf(set: object): Partial<IPodTemplateSpec> {
  const template = at(set, ['podTemplate']);
  return isRecord(template) ? (template as Partial<IPodTemplateSpec>) : {};
}

function setup(name: string, resources: typeof elasticsearchSetup | typeof keystoreSetup): IContainer {
  return { name, resources: { requests: resources, limits: resources } };
}

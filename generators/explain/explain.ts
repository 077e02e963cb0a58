import { paths } from '../files/paths.ts';
import type { LinkedCluster, LinkedFleet } from '../link/clusters.ts';
import { type Linked, link } from '../link/link.ts';
import { Failure } from '../model/finding.ts';
import { fullNameOf, nameAmong, nameOf, type Resource } from '../model/resource.ts';
import { allFiles } from '../plan/allFiles.ts';
import type { Model } from '../plan/model.ts';
import { unknownName } from '../read/unknownName.ts';
import { render } from '../render/render.ts';
import { dependenciesOf } from './dependencies.ts';
import { leafPaths, parseField, type Segment, valueAt } from './field.ts';
import { type LayerValue, layersOf } from './layers.ts';
import { type Origin, originOf } from './origin.ts';

/** Why a field of an object in a cluster has the value it has. */
export interface Explanation {
  readonly cluster: string;
  readonly object: string;
  readonly field: string;
  readonly value: unknown;
  /** Highest layer first; the first with a position is the one that decided. */
  readonly layers: readonly LayerValue[];
  /** Settings whose change changes the field. */
  readonly dependsOn: readonly Origin[];
  /** How many more settings the app reads that showed no effect on the field. */
  readonly noEffect: number;
}

/**
 * Explains one field.
 * @param where `environment/cluster`
 * @param name `Kind/name`, or `Kind/namespace/name`
 * @param within the app whose object it is. Default: any
 * @throws Failure, with the nearest name that exists, when there is no such cluster, object or field, or several objects
 */
export function explainField(model: Model, where: string, name: string, field: string, within?: string): Explanation {
  const { fleet, plan, catalogue, linked: all } = model;
  if (!fleet || !all || !plan) throw new Failure('The settings have errors', 'See `npm run validate`.');
  const { environment, cluster, graph } = findCluster(all, where);
  const apps = [...graph.values()].filter(({ app }) => within === undefined || app.name === within);
  const { linked, resources, object } = findObject(apps, where, name);
  const segments = segmentsOf(object, field);

  const { app } = linked;
  const lower = all.environments.find((one) => one.environment === environment)?.graph.get(app.name);
  const base = all.base.get(app.name);
  const layers = [
    { layer: 'base' as const, folder: paths.base(app.name), resources: base ? render(base) : [] },
    {
      layer: 'environment' as const,
      folder: paths.environment(environment.name, app.name),
      resources: lower ? render(lower) : [],
    },
    { layer: 'cluster' as const, folder: paths.cluster(environment.name, cluster.name, app.name), resources },
  ];
  const withImage = (image: string, reference: string) => {
    const changed = { ...environment, images: { ...environment.images, [image]: reference } };
    return link(catalogue, fleet, { layer: 'cluster', environment: changed, cluster }).get(app.name)?.inputs;
  };
  const { effective, readOnly } = dependenciesOf(linked, object, segments, withImage);
  const origins = effective.map((path) => originOf(path, linked, fleet, environment, cluster));
  return {
    cluster: where,
    object: name,
    field,
    value: valueAt(object, segments),
    layers: layersOf(object, segments, layers, allFiles(plan), app.tier),
    dependsOn: [...new Map(origins.map((origin) => [origin.setting, origin])).values()],
    noEffect: readOnly.length,
  };
}

function findCluster({ clusters }: LinkedFleet, where: string): LinkedCluster {
  const nameOfCluster = ({ environment, cluster }: LinkedCluster) => `${environment.name}/${cluster.name}`;
  const found = clusters.find((one) => nameOfCluster(one) === where);
  if (!found) throw unknownName('cluster', where, clusters.map(nameOfCluster), 'the fleet');
  return found;
}

function findObject(apps: readonly Linked[], where: string, name: string) {
  const rendered = apps.map((linked) => ({ linked, resources: render(linked) }));
  const all = rendered.flatMap(({ linked, resources }) => resources.map((object) => ({ linked, resources, object })));
  const [found, ...others] = all.filter(({ object }) => nameOf(object) === name || fullNameOf(object) === name);
  const names = (some: typeof all) =>
    some.map(({ object }) =>
      nameAmong(
        object,
        all.map((one) => one.object),
      ),
    );
  if (!found) throw unknownName('object', name, names(all), where);
  if (others.length === 0) return found;
  throw new Failure(
    `There are several objects ${name} in ${where}`,
    `Name one of ${names([found, ...others]).join(', ')}.`,
  );
}

function segmentsOf(object: Resource, field: string): readonly Segment[] {
  const segments = parseField(field);
  if (segments && valueAt(object, segments) !== undefined) return segments;
  throw unknownName('field', field, leafPaths(object), nameOf(object));
}

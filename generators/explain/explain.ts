import { paths } from '../files/paths.ts';
import { link } from '../link/link.ts';
import { Failure } from '../model/finding.ts';
import type { Environment, Fleet } from '../model/fleet.ts';
import type { Model } from '../model/model.ts';
import { nameOf, type Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { suggest } from '../read/suggest.ts';
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
 * @param name `Kind/name`
 * @throws Failure, with the nearest name that exists, when there is no such cluster, object or field
 */
export function explainField(model: Model, where: string, name: string, field: string): Explanation {
  const { fleet, plan, catalogue } = model;
  if (!fleet || !plan) throw new Failure('The settings have errors', 'See `npm run validate`.');
  const { environment, cluster } = findCluster(fleet, where);
  const graph = link(catalogue, fleet, { layer: 'cluster', environment, cluster });
  const rendered = [...graph.values()].map((linked) => ({ linked, resources: render(linked) }));
  const all = rendered.flatMap(({ linked, resources }) => resources.map((object) => ({ linked, resources, object })));
  const found = all.find(({ object }) => nameOf(object) === name);
  if (!found)
    throw unknown(
      'object',
      name,
      all.map(({ object }) => nameOf(object)),
      where,
    );
  const { linked, resources, object } = found;
  const segments = segmentsOf(object, field);

  const { app } = linked;
  const lower = link(catalogue, fleet, { layer: 'environment', environment, apps: new Set(catalogue.apps) }).get(
    app.name,
  );
  const base = link(catalogue, fleet, { layer: 'base' }).get(app.name);
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
    layers: layersOf(object, segments, layers, plan.files, app.tier),
    dependsOn: [...new Map(origins.map((origin) => [origin.setting, origin])).values()],
    noEffect: readOnly.length,
  };
}

function findCluster(fleet: Fleet, where: string): { environment: Environment; cluster: Cluster } {
  const all = fleet.environments.flatMap((environment) =>
    environment.settings.clusters.map((cluster) => ({
      environment,
      cluster,
      name: `${environment.name}/${cluster.name}`,
    })),
  );
  const found = all.find(({ name }) => name === where);
  if (!found)
    throw unknown(
      'cluster',
      where,
      all.map(({ name }) => name),
      'the fleet',
    );
  return found;
}

function segmentsOf(object: Resource, field: string): readonly Segment[] {
  const segments = parseField(field);
  if (segments && valueAt(object, segments) !== undefined) return segments;
  throw unknown('field', field, leafPaths(object), nameOf(object));
}

function unknown(what: string, value: string, known: readonly string[], where: string): Failure {
  const meant = suggest(value, known);
  const list = known.slice(0, 12).join(', ');
  const rest = known.length > 12 ? `, and ${known.length - 12} more` : '';
  return new Failure(
    `There is no ${what} ${value} in ${where}`,
    meant ? `Did you mean ${meant}?` : `There are ${list}${rest}.`,
  );
}

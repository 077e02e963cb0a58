import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { fileNameOf, patchFileNameOf } from '../layer/fileName.ts';
import type { FileSpec } from '../model/file.ts';
import type { Position } from '../model/position.ts';
import { keyOf, type Resource } from '../model/resource.ts';
import { concretePath, type Segment, valueAt } from './field.ts';
import { hasPath, positionIn } from './written.ts';

/** The value of a field in one layer. */
export interface LayerValue {
  readonly layer: 'cluster' | 'environment' | 'base';
  readonly folder: string;
  /** The value of the field once this layer has been applied; undefined where the object or field is not there. */
  readonly value: unknown;
  /** The generated line that sets it, where this layer changes it. */
  readonly at: Position | undefined;
}

export interface LayerInput {
  readonly layer: LayerValue['layer'];
  readonly folder: string;
  readonly resources: readonly Resource[];
}

/** The value of a field in each layer, highest first. A layer that does not change the value has no position. */
export function layersOf(
  object: Resource,
  field: readonly Segment[],
  inputs: readonly LayerInput[],
  files: readonly FileSpec[],
  home: string | undefined,
): LayerValue[] {
  let below: unknown;
  const layers = inputs.map(({ layer, folder, resources }): LayerValue => {
    const found = resources.find((candidate) => keyOf(candidate) === keyOf(object));
    const value = valueAt(found, field);
    const changed = value !== undefined && !isDeepStrictEqual(value, below);
    below = value;
    const at = changed && found ? lineOf(found, field, folder, files, home) : undefined;
    return { layer, folder, value, at };
  });
  return layers.reverse();
}

/** The line in a layer's folder that sets a field: in the whole object, in a patch, or in the kustomization. */
function lineOf(
  object: Resource,
  field: readonly Segment[],
  folder: string,
  files: readonly FileSpec[],
  home: string | undefined,
): Position | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const file = (name: string) => byPath.get(`${folder}/${name}`);
  const steps = concretePath(object, field);

  const whole = file(fileNameOf(object, home));
  if (whole) return positionIn(whole, steps);

  const merge = file(patchFileNameOf(object, 'patch', home));
  const body: unknown = merge && parse(merge.content);
  if (merge && valueAt(body, field) !== undefined) return positionIn(merge, concretePath(body, field));

  const operations = file(patchFileNameOf(object, 'json6902', home));
  const pointer = `/${steps.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  const list = (operations ? parse(operations.content) : []) as { path: string }[];
  const index = list.findIndex(({ path }) => pointer === path || pointer.startsWith(`${path}/`));
  if (operations && index >= 0) return positionIn(operations, [index]);

  const kustomization = file('kustomization.yaml');
  const idiom = steps.at(-1) === 'image' ? 'images' : 'replicas';
  const written: unknown = kustomization && parse(kustomization.content);
  if (kustomization && hasPath(written, [idiom])) return positionIn(kustomization, [idiom]);
  return merge ? positionIn(merge, steps) : undefined;
}

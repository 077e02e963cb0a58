import { isDeepStrictEqual } from 'node:util';
import type { Linked } from '../link/link.ts';
import type { Inputs } from '../model/inputs.ts';
import { memberAt } from '../model/json.ts';
import { keyOf, type Resource } from '../model/resource.ts';
import { clouds } from '../model/settings/index.ts';
import { type Segment, valueAt } from './field.ts';

/** A path in `Inputs`, for example `['settings', 'scale', 'max']`. */
export type InputPath = readonly string[];

export interface Dependencies {
  /** Inputs that change the field when they change. */
  readonly effective: readonly InputPath[];
  /** Inputs that the app reads and that showed no effect on the field. */
  readonly readOnly: readonly InputPath[];
}

/** The app's inputs with one image replaced. */
export type WithImage = (name: string, image: string) => Inputs | undefined;

/**
 * The inputs that a field depends on, found by rendering again with one input changed at a time, so that blocks need no
 * bookkeeping. An input of which no trial value changed the field is reported as without effect.
 * @param withImage links again with another image: an app's edges may depend on its image
 */
export function dependenciesOf(
  linked: Linked,
  object: Resource,
  field: readonly Segment[],
  withImage: WithImage,
): Dependencies {
  const effective: InputPath[] = [];
  const readOnly: InputPath[] = [];
  const { reads, value } = observe(linked, object, field);
  const inputsWith = ([root = '', name = '', ...rest]: InputPath, trial: unknown) =>
    root === 'images'
      ? withImage(name, String(trial))
      : (replace(linked.inputs, [root, name, ...rest], trial) as Inputs);
  for (const path of reads) {
    const trials = trialsFor(path, memberAt(linked.inputs, path));
    const affects = trials.some((trial) => {
      const inputs = inputsWith(path, trial);
      if (!inputs || !isPossible(inputs, path)) return false;
      const changed = fieldOf(linked, inputs, object, field);
      return changed.rendered && !isDeepStrictEqual(changed.value, value);
    });
    (affects ? effective : readOnly).push(path);
  }
  return { effective, readOnly };
}

/** Renders once and records every leaf of the inputs that is read. */
function observe(linked: Linked, object: Resource, field: readonly Segment[]) {
  const reads = new Map<string, InputPath>();
  const watch = (value: unknown, path: InputPath): unknown => {
    if (typeof value !== 'object' || value === null || isList(value)) return value;
    return new Proxy(value, {
      get(target, key, receiver) {
        const member: unknown = Reflect.get(target, key, receiver);
        if (typeof key !== 'string' || !Object.hasOwn(target, key)) return member;
        const here = [...path, key];
        if (isLeaf(member)) reads.set(here.join('\0'), here);
        return watch(member, here);
      },
    });
  };
  // Edges are code, not settings: they are not watched.
  const watched = watch(linked.inputs, []) as Inputs;
  const { value } = fieldOf(linked, watched, object, field);
  return { value, reads: [...reads.values()].filter((path) => !isOfEdge(path)).sort(byText) };
}

/** Whether a path leads into an edge of the app, `graph.uses.<alias>.edge`, or of a job, `graph.jobs.<job>.<alias>.edge`. */
function isOfEdge([root, kind, ...path]: InputPath): boolean {
  return root === 'graph' && path[kind === 'jobs' ? 2 : 1] === 'edge';
}

function fieldOf({ app }: Linked, inputs: Inputs, object: Resource, field: readonly Segment[]) {
  try {
    const found = app.render(inputs).find((candidate) => keyOf(candidate) === keyOf(object));
    return { rendered: true, value: structuredClone(valueAt(found, field)) };
  } catch {
    // A trial value may be impossible for the app: such a trial has no result.
    return { rendered: false, value: undefined };
  }
}

/** Whether settings allow the trial value: a `min` is never above the `max` beside it. */
function isPossible(inputs: Inputs, path: InputPath): boolean {
  const { min, max } = (memberAt(inputs, path.slice(0, -1)) ?? {}) as { min?: unknown; max?: unknown };
  return typeof min !== 'number' || typeof max !== 'number' || min <= max;
}

/** Values unlike the present one: a field that depends on the input changes with at least one of them. */
function trialsFor(path: InputPath, value: unknown): unknown[] {
  const key = path.at(-1);
  if (path[0] === 'images') return ['registry.example.com/own:1.0.0', `${String(value).replace(/@.*/, '')}-trial`];
  if (key === 'cloud') return clouds.filter((cloud) => cloud !== value);
  if (key === 'kubernetes') return ['1.20', '1.99'];
  if (key === 'api') return ['s3', 'gcs', 'azure'].filter((api) => api !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value + 1000, 1];
  if (typeof value === 'string') return /^\d/.test(value) ? [`1${value}`] : [`x${value}`, `${value}x`];
  if (isList(value))
    return [value.slice(0, -1), [...value, value.length > 0 ? `${String(value[0])}x` : 'node-local-dns']];
  return ['x'];
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isLeaf(value: unknown): boolean {
  return typeof value !== 'object' || value === null || isList(value);
}

/** A copy of `value` with one leaf replaced; everything beside the path is shared. */
function replace(value: unknown, [key, ...rest]: InputPath, trial: unknown): unknown {
  if (key === undefined) return trial;
  const node = value as Record<string, unknown>;
  return { ...node, [key]: replace(node[key], rest, trial) };
}

function byText(a: InputPath, b: InputPath): number {
  return a.join('\0') < b.join('\0') ? -1 : 1;
}

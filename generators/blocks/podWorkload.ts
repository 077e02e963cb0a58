import type { TProperties } from 'typebox';
import type { AppId } from '../model/appId.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Edge } from '../model/edge.ts';
import type { Inputs } from '../model/inputs.ts';
import { authorityFiles } from './authority.ts';
import { bindAll } from './bindings.ts';
import { returned } from './declared/returned.ts';
import { joined } from './joined.ts';
import { labelsOf } from './labels.ts';
import type { Addition } from './part.ts';
import type { Runtime } from './runtime.ts';
import { ownSecret } from './secrets/ownSecrets.ts';
import { divided, type Value } from './secrets/value.ts';
import type { AppSpec, Context } from './spec.ts';
import { mountedClaims } from './workload/claims.ts';
import { mountedFiles } from './workload/files.ts';
import { oneNodeOf } from './workload/oneNode.ts';
import { ownerOf, podsOfOwner } from './workload/pods.ts';
import type { PodSettings, Workload } from './workload/workload.ts';

/** What the functions of a declaration are given, in one cluster. */
export function contextOf<U extends Readonly<Record<string, Edge>>, O extends TProperties, K extends string>(
  name: AppId<string, K>,
  inputs: Inputs,
  runtime: Runtime,
): Context<U, O, K> {
  return {
    uses: bindAll<U>(inputs),
    settings: inputs.settings as Context<U, O, K>['settings'],
    inputs,
    runtime,
    own: (key) => ownSecret(name, key, inputs),
  };
}

/**
 * The workload of an app in one cluster, by its declaration and its parts.
 * @throws Misdeclared where a function of the declaration returns what it must not
 */
export function podWorkload<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string,
>(
  name: AppId<P, K>,
  spec: AppSpec<P, U, O, K>,
  additions: readonly Addition[],
  inputs: Inputs,
  runtime: Runtime,
  { at }: Declaration,
): Workload {
  const context = contextOf<U, O, K>(name, inputs, runtime);
  const check = returned(at);
  const variables = joined<Value>(name, 'variable', [
    check.variables(spec.env?.(context)),
    ...additions.map(({ env }) => check.variables(env?.(inputs))),
  ]);
  const owner = ownerOf(name);
  const jobs = additions.flatMap(({ mounting }) => mounting?.(inputs.images) ?? []);
  const labels = labelsOf(name.name, inputs, name.tier);
  return {
    owner,
    pods: podsOfOwner(owner, labels),
    runtime,
    inputs,
    settings: inputs.settings as PodSettings,
    labels,
    priority: spec.priority,
    ...divided(variables),
    beside: check.companions(spec.beside),
    podFields: spec.podFields ?? {},
    devices: spec.devices ?? {},
    writable: spec.writable?.(context) ?? {},
    claims: mountedClaims(owner.name, spec.volumes),
    jobs,
    oneNode: oneNodeOf(owner.name, jobs),
    files: mountedFiles({ ...authorityFiles(inputs), ...check.files(spec.files?.(context)) }),
    callersKnownBy: spec.callersKnownBy,
    probes: check.probes(spec.probes?.(context)),
    command: check.command(spec.command?.(context)) ?? runtime.command ?? [],
    args: [...(runtime.args ?? []), ...check.args(spec.args?.(context))],
    serviceAnnotations: joined(
      name,
      'annotation of its Services',
      additions.map(({ serviceAnnotations }) => serviceAnnotations?.({ runtime, inputs })),
    ),
  };
}

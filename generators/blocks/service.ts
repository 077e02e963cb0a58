import { type TProperties, Type } from 'typebox';
import type { App, AppName } from '../model/app.ts';
import type { Edge } from '../model/edge.ts';
import type { Inputs } from '../model/inputs.ts';
import { Bytes, Cpu, closed } from '../model/settings/scalars.ts';
import { bindAll } from './bindings.ts';
import { labelsOf } from './labels.ts';
import { networkPolicy } from './networking/networkPolicy.ts';
import { clusterService } from './networking/service.ts';
import { defaultImage, type Runtime, runtimeOf } from './runtime.ts';
import { autoscaler } from './scaling/autoscaler.ts';
import { disruptionBudget } from './scaling/disruptionBudget.ts';
import { externalSecrets } from './secrets/externalSecret.ts';
import { isSecret, type SecretValue, secretValue } from './secrets/value.ts';
import type { Context, ServiceSettings, ServiceSpec, Workload } from './spec.ts';
import { configMap } from './workload/configMap.ts';
import { deployment } from './workload/deployment.ts';
import { serviceAccount } from './workload/serviceAccount.ts';

/**
 * A stateless app: Deployment, Service, autoscaler, disruption budget, service account, network policy,
 * configuration and secrets, all from one declaration.
 */
export function service<
  P extends string,
  const U extends Readonly<Record<string, Edge>>,
  O extends TProperties = Record<never, never>,
>(name: AppName<P>, spec: ServiceSpec<P, U, O>): App {
  const runtimeFor = (images: Inputs['images']): Runtime =>
    runtimeOf(images[name.name] ?? defaultImage(spec.runtime), spec.runtime);
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: settingsSchema(spec),
    images: { [name.name]: defaultImage(spec.runtime) },
    uses: spec.uses,
    published: spec.published,
    ports: (images) => runtimeFor(images).ports,
    notes: (inputs) => spec.notes?.(contextOf(name, inputs, runtimeFor(inputs.images))) ?? [],
    render(inputs) {
      const workload = workloadOf(name, spec, inputs, runtimeFor(inputs.images));
      return [
        deployment(workload),
        clusterService(workload),
        ...autoscaler(workload),
        disruptionBudget(workload),
        serviceAccount(workload),
        networkPolicy(workload),
        ...configMap(workload),
        ...externalSecrets(workload),
      ];
    },
  };
}

function contextOf<U extends Readonly<Record<string, Edge>>, O extends TProperties>(
  name: AppName,
  inputs: Inputs,
  runtime: Runtime,
): Context<U, O> {
  return {
    uses: bindAll<U>(inputs),
    settings: inputs.settings as Context<U, O>['settings'],
    inputs,
    runtime,
    own: (property) => secretValue(name.name, `${inputs.environment.secretPrefix}-${name.name}`, property),
  };
}

function workloadOf<P extends string, U extends Readonly<Record<string, Edge>>, O extends TProperties>(
  name: AppName<P>,
  spec: ServiceSpec<P, U, O>,
  inputs: Inputs,
  runtime: Runtime,
): Workload {
  const context = contextOf<U, O>(name, inputs, runtime);
  const settings = inputs.settings as unknown as ServiceSettings;
  const config: Record<string, string> = {};
  const secrets: Record<string, SecretValue> = {};
  for (const [key, value] of Object.entries(spec.env?.(context) ?? {})) {
    if (isSecret(value)) secrets[key] = value;
    else config[key] = value;
  }
  return {
    app: name,
    runtime,
    inputs,
    settings,
    labels: labelsOf(name.name, inputs, name.tier),
    scale: { ...settings.scale, on: spec.scale.on },
    priority: spec.priority,
    published: spec.published,
    config,
    secrets,
    files: spec.files?.(context) ?? {},
    args: [...(runtime.args ?? []), ...(spec.args?.(context) ?? [])],
  };
}

function settingsSchema<P extends string, U extends Readonly<Record<string, Edge>>, O extends TProperties>(
  spec: ServiceSpec<P, U, O>,
) {
  const pods = (which: string, value: number) =>
    Type.Integer({ minimum: 1, maximum: 1000, default: value, description: `${which} number of pods.` });
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether the app runs here at all.' }),
      scale: Type.Object(
        { min: pods('Least', spec.scale.min), max: pods('Greatest', spec.scale.max) },
        { ...closed, description: 'How far it scales; min equal to max turns the autoscaler off.' },
      ),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that one pod requests; it may burst to four times that.', { default: spec.resources.cpu }),
          memory: Bytes('Memory that one pod requests, and its limit.', { default: spec.resources.memory }),
        },
        { ...closed, description: 'What one pod asks for.' },
      ),
      ...spec.options,
    },
    { ...closed, description: `Settings of ${spec.source}.` },
  );
}

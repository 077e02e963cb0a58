import { type TProperties, Type } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import { closed } from '../model/settings/scalars.ts';
import { canaryMistakes } from './canary/mistakes.ts';
import { canaryName } from './canary/names.ts';
import { canarySettings } from './canary/settings.ts';
import { canaryWorkload } from './canary/workload.ts';
import { podApp } from './podApp.ts';
import { aloneWhileCritical } from './scaling/aloneWhileCritical.ts';
import { autoscaler } from './scaling/autoscaler.ts';
import type { Scale } from './scaling/scale.ts';
import { idleTarget } from './sizes/idleTarget.ts';
import type { ServiceSpec } from './spec.ts';
import { deployment } from './workload/deployment.ts';
import { updateSetting } from './workload/update.ts';
import type { ServiceSettings } from './workload/workload.ts';

/**
 * A stateless app: Deployment, Service, autoscaler, disruption budget, service account, network policy,
 * configuration and secrets, all from one declaration; with further parts where it declares them. Where it has routes,
 * settings may put a canary beside its pods.
 */
export function service<
  P extends string,
  const U extends Readonly<Record<string, Edge>>,
  O extends TProperties = Record<never, never>,
  K extends string = never,
>(name: AppId<P, K>, spec: ServiceSpec<P, U, O, NoInfer<K>>): App {
  const { routes = [], runtime } = spec;
  const canary = routes.length > 0;
  const { oneVersion } = 'own' in runtime ? runtime.own : runtime;
  return podApp(
    name,
    spec,
    {
      settings: {
        scale: scaleSettings(spec.scale),
        ...(canary && { canary: canarySettings }),
        ...(oneVersion !== undefined && { update: updateSetting(oneVersion) }),
      },
      controllers(workload) {
        const { scale, update } = workload.settings as ServiceSettings;
        const scaled = { ...workload, scale: { ...scale, on: spec.scale.on } };
        return [deployment(scaled, spec.rollout, update), ...autoscaler(scaled)];
      },
      ...(canary && { beside: (workload) => canaryWorkload(workload, runtime) }),
      mistakes(inputs, { memory }) {
        const { scale, resources } = inputs.settings as ServiceSettings;
        return [
          ...aloneWhileCritical(name.name, spec.priority, scale, inputs.cluster),
          ...idleTarget(name.name, resources.memory, { ...scale, on: spec.scale.on }, memory),
          ...(canary ? canaryMistakes(name, inputs, { routes, runtime }) : []),
        ];
      },
    },
    canary ? { podNames: [name.name, canaryName(name.name)] } : {},
  );
}

function scaleSettings({ min, max }: Scale) {
  const pods = (which: string, value: number) =>
    Type.Integer({ minimum: 1, maximum: 1000, default: value, description: `${which} number of pods.` });
  return Type.Object(
    { min: pods('Least', min), max: pods('Greatest', max) },
    { ...closed, description: 'How far it scales; min equal to max is a fixed number.' },
  );
}

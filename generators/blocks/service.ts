import { type TProperties, Type } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import { closed } from '../model/settings/scalars.ts';
import { podApp } from './podApp.ts';
import { autoscaler } from './scaling/autoscaler.ts';
import type { Scale } from './scaling/scale.ts';
import type { ServiceSpec } from './spec.ts';
import { deployment } from './workload/deployment.ts';
import type { ServiceSettings } from './workload/workload.ts';

/**
 * A stateless app: Deployment, Service, autoscaler, disruption budget, service account, network policy,
 * configuration and secrets, all from one declaration; with further parts where it declares them.
 */
export function service<
  P extends string,
  const U extends Readonly<Record<string, Edge>>,
  O extends TProperties = Record<never, never>,
  K extends string = never,
>(name: AppId<P, K>, spec: ServiceSpec<P, U, O, NoInfer<K>>): App {
  return podApp(name, spec, {
    settings: { scale: scaleSettings(spec.scale) },
    objects(workload) {
      const { scale } = workload.settings as ServiceSettings;
      const scaled = { ...workload, scale: { ...scale, on: spec.scale.on } };
      return [deployment(scaled, spec.rollout), ...autoscaler(scaled)];
    },
  });
}

function scaleSettings({ min, max }: Scale) {
  const pods = (which: string, value: number) =>
    Type.Integer({ minimum: 1, maximum: 1000, default: value, description: `${which} number of pods.` });
  return Type.Object(
    { min: pods('Least', min), max: pods('Greatest', max) },
    { ...closed, description: 'How far it scales; min equal to max turns the autoscaler off.' },
  );
}

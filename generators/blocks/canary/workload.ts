import { selectorOf } from '../labels.ts';
import { type OwnImage, type Runtime, runtimeOf } from '../runtime.ts';
import { podsOfOwner } from '../workload/pods.ts';
import type { ServiceSettings, Workload } from '../workload/workload.ts';
import { canaryName } from './names.ts';
import { canaryScale } from './scale.ts';

/**
 * The pods of a canary: another image and another name, and so a controller, a Service, a scaler, a budget and a spread
 * of their own, which select none of the app's pods; nor do the app's select them. All else is the app's: account,
 * configuration, secrets, network policy. None where no canary is set.
 */
export function canaryWorkload(stable: Workload, runtime: Runtime | OwnImage): Workload[] {
  const settings = stable.settings as ServiceSettings;
  const { image, weight = 0 } = settings.canary ?? {};
  if (image === undefined) return [];
  const { owner } = stable;
  const name = canaryName(owner.name);
  return [
    {
      ...stable,
      pods: podsOfOwner({ ...owner, name }, { ...stable.labels, ...selectorOf(name) }),
      runtime: runtimeOf(image, runtime),
      settings: { ...settings, scale: canaryScale(settings.scale, weight) },
    },
  ];
}

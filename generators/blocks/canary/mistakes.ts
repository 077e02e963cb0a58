import type { SettingsMistake } from '../../model/app.ts';
import type { AppId } from '../../model/appId.ts';
import type { Inputs } from '../../model/inputs.ts';
import { gatewayFeatures } from '../../upstream/gatewayFeatures.ts';
import { routeName } from '../gateways/plan.ts';
import type { Route } from '../gateways/route.ts';
import { defaultImage, isOwn, type OwnImage, type Runtime, repositoryOf } from '../runtime.ts';
import { canaryIn } from './settings.ts';

/** What an app declares that a canary has to do with. */
interface Declared {
  readonly routes: readonly Route[];
  readonly runtime: Runtime | OwnImage;
}

/** Mistakes in the canary of an app, given the image and the gateway of the cluster. */
export function canaryMistakes({ name }: Pick<AppId, 'name'>, inputs: Inputs, app: Declared): SettingsMistake[] {
  const canary = canaryIn(inputs.settings);
  if (!canary) return [];
  const { image } = canary;
  if (image === undefined) {
    return [
      {
        code: 'canary-without-image',
        path: ['canary'],
        message: `The canary of ${name} has no image.`,
        fix: `Set apps.${name}.canary.image, or remove the canary.`,
      },
    ];
  }
  return [
    ...ofImage(name, image, inputs, app),
    ...ofVersion(name, image, inputs, app),
    ...ofGateway(name, inputs, app),
  ];
}

/** The stand-in and the company's own image have other ports and probes: neither is a canary of the other. */
function ofImage(name: string, image: string, { images }: Inputs, { runtime }: Declared): SettingsMistake[] {
  if (!('own' in runtime)) return [];
  const stable = images[name] ?? defaultImage(runtime);
  if (isOwn(image, runtime) === isOwn(stable, runtime)) return [];
  return [
    {
      code: 'canary-of-another-kind',
      path: ['canary', 'image'],
      message: `The canary of ${name} is ${image}, and ${name} itself runs ${stable}: one of the two is the stand-in, with other ports.`,
      fix: `Put the image into images.yaml as ${name}: there is nothing to compare it with yet.`,
    },
  ];
}

/** A canary runs beside the app, and some programs do not run in two versions at a time. */
function ofVersion(name: string, image: string, { images }: Inputs, { runtime }: Declared): SettingsMistake[] {
  const { oneVersion } = 'own' in runtime ? runtime.own : runtime;
  const tagOf = (reference: string) => reference.replace(/@.*$/, '').slice(repositoryOf(reference).length + 1);
  const stable = images[name] ?? defaultImage(runtime);
  if (oneVersion === undefined || tagOf(image) === tagOf(stable)) return [];
  return [
    {
      code: 'canary-of-another-version',
      path: ['canary', 'image'],
      message: `The canary of ${name} is ${oneVersion} ${tagOf(image)} and would run in one cluster with ${tagOf(stable)}, which ${oneVersion} does not support.`,
      fix: `Put the image into images.yaml as ${name}, with update: recreate for the app, and try it in another environment first.`,
    },
  ];
}

function ofGateway(name: string, { cluster }: Inputs, { routes }: Declared): SettingsMistake[] {
  if (gatewayFeatures.grpcCanary[cluster.gateway] !== 'none') return [];
  return routes
    .filter(({ protocol }) => protocol === 'grpc')
    .map((route) => ({
      code: 'canary-not-split',
      path: ['canary'],
      message: `${name} has the gRPC route ${routeName(route, name)}, and ${cluster.gateway}, the gateway of ${cluster.name}, sends no share of gRPC calls to a canary.`,
      fix: 'Set the canary for clusters with another gateway, each for itself.',
    }));
}

import { Type } from 'typebox';
import type { AppSettings } from '../../model/inputs.ts';
import { pinnedImagePattern } from '../../model/settings/images.ts';
import { closed } from '../../model/settings/scalars.ts';
import { canaryHeader } from '../../upstream/gateways.ts';

/** The canary of an app in a cluster. */
export interface CanarySettings {
  /** Absent where the layers together set none, which is reported. */
  readonly image?: string;
  /** Its share of requests in per cent. */
  readonly weight: number;
}

/** The setting `canary`: absent by default, and then there is none. */
export const canarySettings = Type.Optional(
  Type.Object(
    {
      image: Type.String({
        pattern: pinnedImagePattern,
        title: 'registry/name:tag@sha256:digest',
        description: 'Image of the canary.',
      }),
      weight: Type.Integer({
        minimum: 0,
        maximum: 99,
        default: 0,
        description: `Share of requests in per cent, 0 for those with the header ${canaryHeader} alone. In place of 100, put the image into images.yaml and remove the canary.`,
      }),
    },
    { ...closed, description: 'A second Deployment with another image, beside the app: docs/canary.md.' },
  ),
);

/** The canary in the settings of an app, if there is one. */
export function canaryIn(settings: AppSettings): CanarySettings | undefined {
  return settings.canary as CanarySettings | undefined;
}

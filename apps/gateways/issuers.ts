import { Type } from 'typebox';
import { issuers } from '../../generators/blocks/gateways/zone/issuers.ts';
import { clusterApp } from '../../generators/blocks/platform/clusterApp.ts';
import { here } from '../../generators/blocks/source.ts';
import { closed } from '../../generators/model/settings/scalars.ts';

const source = here(import.meta);

/** Who signs certificates in a cluster: synced after cert-manager, and before the gateway, whose hosts need them. */
export const issuersApp = clusterApp('issuers', {
  source,
  stage: 'stores',
  settings: Type.Object(
    { enabled: Type.Boolean({ default: true, description: 'Whether a cluster has issuers of certificates.' }) },
    { ...closed, description: `Settings of ${source}.` },
  ),
  parts: [issuers],
});

import { Type } from 'typebox';
import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { type Budget, budgetSettings, resourceQuota } from '../../generators/blocks/platform/resourceQuota.ts';
import type { AppSettings } from '../../generators/model/inputs.ts';
import { closed } from '../../generators/model/settings/scalars.ts';
import { type Tier, tiers } from '../tiers.ts';

/**
 * Room for twice the largest scale of most tiers in production: in a roll-out pods of before end while their successors
 * run, and a quota counts them until they are gone.
 */
const budgets: Readonly<Record<Tier, Budget>> = {
  backend: { cpu: '100', memory: '128Gi', pods: 200 },
  identity: { cpu: '56', memory: '56Gi', pods: 40 },
  messaging: { cpu: '40', memory: '48Gi', pods: 60 },
  media: { cpu: '64', memory: '64Gi', pods: 80 },
  data: { cpu: '24', memory: '96Gi', pods: 30 },
  gateways: { cpu: '40', memory: '64Gi', pods: 80 },
  monitoring: { cpu: '16', memory: '64Gi', pods: 20 },
  logging: { cpu: '16', memory: '64Gi', pods: 20 },
  'node-agents': { cpu: '6', memory: '24Gi', pods: 60 },
  headroom: { cpu: '40', memory: '48Gi', pods: 60 },
};

/** The settings of quotas: a budget for each tier. */
export const quotaSettings = Type.Object(
  Object.fromEntries(tiers.map((tier) => [tier, budgetSettings(tier, budgets[tier])])),
  { ...closed, description: 'What each namespace may request in all: set by hand, and pods beyond it are refused.' },
);

interface PlatformSettings extends AppSettings {
  readonly quotas: Readonly<Record<Tier, Budget>>;
}

/** The budget of each tier's namespace. */
export const quotas: ClusterPart = (shared) => {
  const settings = shared.inputs.settings as PlatformSettings;
  return tiers.map((tier) => resourceQuota(tier, settings.quotas[tier], shared));
};

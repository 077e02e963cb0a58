import { alertmanager } from '../../generators/blocks/monitoring/alertmanager/alertmanager.ts';
import { here } from '../../generators/blocks/source.ts';
import { alertServices } from '../names.ts';
import { priorities } from '../priorities.ts';
import { tiers } from '../tiers.ts';

const version = '0.33.1';

/**
 * Alertmanager: tells people, by what settings say. The version that prometheus-operator 0.93.0 takes by default. Digest
 * as in https://quay.io/repository/prometheus/alertmanager
 */
export const alertmanagerApp = alertmanager({
  source: here(import.meta),
  version,
  image: `quay.io/prometheus/alertmanager:v${version}@sha256:9e082985f56f4c8c9f724e18f2288c6708f472e56a5286b8863d080434ea065d`,
  priority: priorities.monitoring,
  receivers: alertServices,
  teams: [...tiers, 'platform'],
  storage: '1Gi',
  resources: { cpu: '50m', memory: '128Mi' },
});

import { valkey } from '../../generators/blocks/data/valkey/valkey.ts';
import { here } from '../../generators/blocks/source.ts';
import { realtime } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';
import { valkeyImages } from './valkeyImages.ts';

/** Valkey between the pods that hold users' connections: it never evicts, and keeps missed messages over a restart. */
export const realtimeBroker = valkey(app('realtime-broker', 'data', []), {
  source: here(import.meta),
  contract: realtime.contract,
  purpose: 'broker',
  images: valkeyImages,
  priority: priorities.critical,
  resources: { cpu: '500m', memory: '1Gi' },
  storage: '8Gi',
});

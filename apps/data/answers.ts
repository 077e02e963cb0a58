import { valkey } from '../../generators/blocks/data/valkey/valkey.ts';
import { here } from '../../generators/blocks/source.ts';
import { answers } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';
import { valkeyImages } from './valkeyImages.ts';

/** Valkey as a cache for answers: when it is full, it evicts the least recently used ones. */
export const answersCache = valkey(app('answers-cache', 'data', []), {
  source: here(import.meta),
  contract: answers.contract,
  purpose: 'cache',
  images: valkeyImages,
  priority: priorities.critical,
  resources: { cpu: '500m', memory: '2Gi' },
});

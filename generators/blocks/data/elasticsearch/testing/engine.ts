import { app } from '../../../../testing/names.ts';
import { priorities } from '../../../../testing/priorities.ts';
import { bucket, searchEngine } from '../../../names.ts';
import { here } from '../../../source.ts';
import { elasticsearchOfSearch } from '../search/search.ts';
import { size } from './store.ts';

/** The contract of a search engine. */
export const products = searchEngine('products');

/** A search engine. */
export const engine = elasticsearchOfSearch(app('finder', 'data', []), {
  source: here(import.meta),
  contract: products.contract,
  images: { server: 'registry.example.com/elasticsearch:8.19.5@sha256:0', exporter: 'exporter:1' },
  priority: priorities.critical,
  backups: bucket('backups').write,
  ...size,
});

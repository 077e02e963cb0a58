import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// For `node --import`: every process of `npm test` keeps compiled modules, TypeScript included, where commands keep them.
enableCompileCache(join(import.meta.dirname, '..', '.cache', 'node'));

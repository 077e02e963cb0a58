import { cpu } from '../blocks/scaling/scale.ts';
import { here } from '../blocks/source.ts';
import { priorities } from './priorities.ts';
import { exampleRuntime } from './runtime.ts';

/** What a service of the sample company declares, but for what a test is about. */
export const exampleSpec = {
  source: here(import.meta),
  runtime: exampleRuntime,
  scale: { min: 2, max: 6, on: [cpu(70)] },
  resources: { cpu: '250m', memory: '128Mi' },
  priority: priorities.standard,
} as const;

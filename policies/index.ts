import type { Rule } from '../generators/model/rule.ts';
import { readRules } from './registry.ts';

/** Every rule, by family and code. */
export const rules: readonly Rule[] = await readRules(import.meta.dirname);

import { isJsonObject } from '../../generators/model/json.ts';
import type { Values } from '../../generators/model/operator.ts';

/**
 * Paths of values that a chart does not know: keys that are neither in its own `values.yaml` nor named there in a
 * comment. Where a default is empty, or of a type of Kubernetes' own, any key is allowed.
 * @param text the chart's `values.yaml`
 * @param defaults the same, parsed
 */
export function unknownValues(values: Values, defaults: Values, text: string, path = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (!(key in defaults)) return isCommented(key, text) ? [] : [here];
    const known = defaults[key];
    const isOpen = !isJsonObject(known) || Object.keys(known).length === 0 || /securityContext$/i.test(key);
    return isOpen || !isJsonObject(value) ? [] : unknownValues(value, known, text, here);
  });
}

/** Many charts name what may be set, with no default for it, in a comment: `# maxUnavailable: 1`. */
function isCommented(key: string, text: string): boolean {
  return new RegExp(`^\\s*#[\\s#]*(@param \\S*)?${key.replaceAll(/[^\w-]/g, '.')}:`, 'm').test(text);
}

import type { Finding, Scope } from '../model/finding.ts';
import { nameAmong } from '../model/resource.ts';
import type { BuiltOverlay } from './overlays.ts';

/**
 * Findings from the driver's result for one folder: it does not build, or fields of its objects violate their schemas.
 */
export function schemaFindings(result: BuiltOverlay, where: Scope): Finding[] {
  if (result.error !== undefined) {
    const fix = 'Run `npm run generate`; if the finding stays, report it with this message.';
    return [
      { code: 'build-fails', severity: 'error', message: `Kustomize cannot build it: ${result.error}`, fix, in: where },
    ];
  }
  return result.invalid.map(({ object, field, message }) => {
    const resource = result.objects[object];
    const name = resource ? nameAmong(resource, result.objects) : '';
    return {
      code: 'schema-invalid',
      severity: 'error' as const,
      message: `${name} ${field}: ${message}`,
      fix: 'Compare with the documentation of this kind, for the version of Kubernetes or of the operator in use.',
      object: name,
      field,
      in: where,
    };
  });
}

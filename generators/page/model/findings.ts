import { collapse, placesOf, urgent } from '../../console/findings.ts';
import type { Finding } from '../../model/finding.ts';
import { formatPosition } from '../../model/position.ts';
import type { ReportedFinding } from './report.ts';

/** Errors and warnings, in the order in which `validate` prints them. */
export function reportedFindings(findings: readonly Finding[]): readonly ReportedFinding[] {
  return collapse(urgent(findings)).map(({ severity, code, at, object, field, message, fix, in: scopes }) => ({
    severity: severity === 'error' ? 'error' : 'warning',
    code,
    about: [at && formatPosition(at), object, field].filter((part) => part !== undefined),
    message,
    fix,
    in: placesOf(scopes),
  }));
}

import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/**
 * Findings about time zones of sync windows and campaigns that the IANA database does not have: Argo CD takes UTC for them,
 * or refuses the project, and KEDA's trigger fails. Both look for a file of that name, so capitals count, which they do
 * not here.
 * `scheduleOffsetByTimeZone` in pkg/apis/application/v1alpha1/types.go of Argo CD, https://pkg.go.dev/time#LoadLocation
 */
export function checkTimeZones(document: Document): Finding[] {
  return ['windows', 'campaigns'].flatMap((list) => ofList(document, list));
}

function ofList(document: Document, list: string): Finding[] {
  return itemsOf(writtenValue(document.root, [list])).flatMap((_, index) => {
    const path = [list, index, 'timeZone'];
    const zone = writtenText(document.root, path);
    if (!zone || zone.text === 'UTC') return [];
    const known = Intl.supportedValuesOf('timeZone');
    const meant = suggest(zone.text, known);
    const isSpeltOtherwise = meant !== zone.text && meant?.toLowerCase() === zone.text.toLowerCase();
    if (isTimeZone(zone.text) && !isSpeltOtherwise) return [];
    const fix =
      meant === undefined ? 'Write one of the IANA database, such as Europe/Berlin.' : `Did you mean ${meant}?`;
    const says = `${quote(zone.text)} is no time zone.`;
    return [findingAt(document, path, 'unknown-time-zone', says, fix, document.source.position(zone.at))];
  });
}

/** Whether the database has it, also by an older name. */
function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

import { isArgoSubject } from '../../model/argoAccounts.ts';
import type { Finding } from '../../model/finding.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { entriesOf, itemsOf, type Path, writtenText, writtenValue } from '../written.ts';

const staff = ['hub', 'staff'];

/** Findings about groups of staff that would be one with an account or a role of Argo CD. */
export function checkGroups(fleet: Document): Finding[] {
  const deployers = entriesOf(writtenValue(fleet.root, [...staff, 'deployers'])).map(([name]) => name);
  const lists: Path[] = [
    [...staff, 'admins'],
    [...staff, 'readers'],
    ...deployers.map((name) => [...staff, 'deployers', name]),
  ];
  return lists.flatMap((list) =>
    itemsOf(writtenValue(fleet.root, list)).flatMap((_, index) => taken(fleet, [...list, index])),
  );
}

function taken(fleet: Document, path: Path): Finding[] {
  const group = writtenText(fleet.root, path);
  if (!group || !isArgoSubject(group.text)) return [];
  const says = `The group ${quote(group.text)} has the name of an account or a role of Argo CD: each would have the rights of the other.`;
  const fix = 'Name another group, or rename it in the identity provider.';
  return [findingAt(fleet, path, 'group-is-account', says, fix, fleet.source.position(group.at))];
}

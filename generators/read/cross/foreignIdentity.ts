import type { Finding } from '../../model/finding.ts';
import type { Cloud } from '../../model/settings/cluster.ts';
import { identityForm, identityPattern, isIdentityOf } from '../../model/settings/identity.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { type Path, writtenText } from '../written.ts';

const cloudNames = { aws: 'AWS', google: 'Google Cloud', azure: 'Azure' } as const;
const anyForm = new RegExp(identityPattern, 'u');

/**
 * A finding where an identity is not one of the cloud that has to know it: pods start with it, get no token, and fail at
 * their first call. What is no identity of any cloud, the schema has reported.
 */
export function foreignIdentity(document: Document, path: Path, cloud: Cloud | undefined): Finding[] {
  const written = writtenText(document.root, path);
  if (!written || cloud === undefined || cloud === 'local') return [];
  if (!anyForm.test(written.text) || isIdentityOf(cloud, written.text)) return [];
  const says = `${quote(written.text)} is no identity of ${cloudNames[cloud]}, whose identities this has to be one of.`;
  const at = document.source.position(written.at);
  return [findingAt(document, path, 'foreign-identity', says, `Write ${identityForm(cloud)}.`, at)];
}

import type { Finding } from '../../model/finding.ts';
import { clouds } from '../../model/settings/cluster.ts';
import type { Document } from '../document.ts';
import { writtenText } from '../written.ts';
import { foreignIdentity } from './foreignIdentity.ts';

/** A finding where the identity of Argo CD is not one of the cloud that the hub runs in. */
export function checkHubIdentity(fleet: Document): Finding[] {
  const text = writtenText(fleet.root, ['hub', 'cloud'])?.text;
  return foreignIdentity(
    fleet,
    ['hub', 'identity'],
    clouds.find((one) => one === text),
  );
}

import { isJsonObject, memberAt } from '../model/json.ts';
import { groupOf, type Resource } from '../model/resource.ts';

/** Name of External Secrets' service account, and of its namespace. The stores of clouds are read as this account. */
export const externalSecretsAccount = { name: 'external-secrets', namespace: 'external-secrets' } as const;

/** One property of an entry that an ExternalSecret fetches. */
export interface FetchedProperty {
  /** Name of the store. */
  readonly store: string;
  readonly entry: string;
  /** Empty for the whole entry. */
  readonly property: string;
  /** Path of the reference in the object. */
  readonly field: string;
}

/** What an ExternalSecret fetches by `data`: https://external-secrets.io/latest/api/externalsecret/ */
export function fetchedBy(object: Resource): readonly FetchedProperty[] {
  if (object.kind !== 'ExternalSecret' || groupOf(object) !== 'external-secrets.io') return [];
  const data = memberAt(object.spec, ['data']);
  const ofAll = memberAt(object.spec, ['secretStoreRef', 'name']);
  return (Array.isArray(data) ? data : []).filter(isJsonObject).map((one, index) => ({
    store: String(memberAt(one, ['sourceRef', 'storeRef', 'name']) ?? ofAll ?? ''),
    entry: String(memberAt(one, ['remoteRef', 'key']) ?? ''),
    property: String(memberAt(one, ['remoteRef', 'property']) ?? ''),
    field: `spec.data[${index}].remoteRef`,
  }));
}

import { isJsonObject, type JsonObject } from '../../model/json.ts';

/** The list at a key of a map; empty where there is none. */
export function itemsAt(value: unknown, key: string): readonly unknown[] {
  const list = isJsonObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}

/** The maps in the list at a key of a map. */
export function mapsAt(value: unknown, key: string): readonly JsonObject[] {
  return itemsAt(value, key).filter(isJsonObject);
}

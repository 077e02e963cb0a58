import type { App } from '../../model/app.ts';
import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { resolveSettings } from '../../model/settings/resolve.ts';
import { type Document, findingAt } from '../document.ts';
import { itemsOf, type Path, writtenRecord, writtenValue } from '../written.ts';

/**
 * Findings about a `min` above its `max`, wherever an app's settings have both in one map, such as in `scale`: with the
 * defaults, the environment's settings, and each cluster's.
 */
export function checkBounds(document: Document, { apps }: Catalogue): Finding[] {
  const clusters = itemsOf(writtenValue(document.root, ['clusters']));
  return apps.flatMap((app) => [
    ...inLayers(document, app, [['apps', app.name]]),
    ...clusters.flatMap((_, index) => {
      const own = ['clusters', index, 'apps', app.name];
      return writtenValue(document.root, own) ? inLayers(document, app, [['apps', app.name], own]) : [];
    }),
  ]);
}

/** @param layers paths of the app's settings, lowest first; only keys that the highest sets are checked */
function inLayers(document: Document, app: App, layers: readonly Path[]): Finding[] {
  const settings = resolveSettings(app, ...layers.map((path) => writtenRecord(document.root, path)));
  return pairs(settings).flatMap(({ path, min, max }) => {
    const [low, high] = ['min', 'max'].map((key) => origin(document, layers, [...path, key]));
    const top = layers.length - 1;
    // A pair of lower layers has its own finding; a value that differs from the merged one is invalid and reported
    // already.
    if (!low || !high || (low.layer !== top && high.layer !== top)) return [];
    if ((low.layer >= 0 && low.value !== min) || (high.layer >= 0 && high.value !== max)) return [];
    const [own, key] = low.layer === top ? [low, 'min'] : [high, 'max'];
    const name = [...path, ''].join('.');
    return [
      findingAt(
        document,
        own.path,
        'min-above-max',
        `${name}min is ${min} (${low.where}), above ${name}max, which is ${max} (${high.where}).`,
        key === 'min' ? `Lower min to at most ${max}, or raise max.` : `Raise max to at least ${min}, or lower min.`,
        document.source.position(own.at),
      ),
    ];
  });
}

/** The origin of a key's value: the highest layer that writes it, or the app's default (layer -1). */
function origin(document: Document, layers: readonly Path[], key: Path) {
  for (const [layer, below] of [...layers.entries()].reverse()) {
    const path = [...below, ...key];
    const node = writtenValue(document.root, path);
    if (!node) continue;
    const { line } = document.source.position(node.at);
    return { layer, path, at: node.at, where: `line ${line}`, value: node.kind === 'scalar' ? node.value : undefined };
  }
  return { layer: -1, path: key, at: 0, where: 'the default', value: undefined };
}

/** Every `min` above the `max` beside it, at any depth. */
function pairs(
  value: JsonObject,
  path: readonly string[] = [],
): { path: readonly string[]; min: number; max: number }[] {
  const { min, max } = value;
  const own = typeof min === 'number' && typeof max === 'number' && min > max ? [{ path, min, max }] : [];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    isJsonObject(member) ? pairs(member, [...path, key]) : [],
  );
  return [...own, ...inner];
}

import type { App } from '../../model/app.ts';
import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { isJsonObject, type JsonObject, memberAt } from '../../model/json.ts';
import { resolveSettings } from '../../model/settings/resolve.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { entriesOf, itemsOf, type Path, writtenData, writtenRecord, writtenText, writtenValue } from '../written.ts';

/** Days that a campaign may last: longer, and what its apps need is their own minimum. */
const longest = 31;

/**
 * Findings about campaigns: one that ends before it begins, two of one name, an app that is unknown or does not scale, and
 * more pods than an app may have, in the environment or in one of its clusters.
 */
export function checkCampaigns(document: Document, catalogue: Catalogue): Finding[] {
  const campaigns = itemsOf(writtenValue(document.root, ['campaigns']));
  const names = campaigns.map((_, index) => writtenText(document.root, ['campaigns', index, 'name'])?.text);
  return campaigns.flatMap((_, index) => {
    const path = ['campaigns', index];
    const name = names[index];
    const twice = name !== undefined && names.indexOf(name) < index;
    return [
      ...(twice
        ? [
            findingAt(
              document,
              [...path, 'name'],
              'campaign-twice',
              `${quote(name)} is the name of another campaign.`,
              'Give it another name.',
            ),
          ]
        : []),
      ...times(document, path),
      ...entriesOf(writtenValue(document.root, [...path, 'apps'])).flatMap(([app]) =>
        ofApp(document, [...path, 'apps', app], app, catalogue),
      ),
    ];
  });
}

function times(document: Document, path: Path): Finding[] {
  const [from, until] = ['from', 'until'].map((key) => writtenText(document.root, [...path, key]));
  const days = (Date.parse(`${until?.text}Z`) - Date.parse(`${from?.text}Z`)) / 86_400_000;
  // A moment that is none is reported by its schema.
  if (Number.isNaN(days) || (days > 0 && days <= longest)) return [];
  const says =
    days > 0 ? `It lasts ${Math.ceil(days)} days.` : `It ends at ${until?.text}, and begins at ${from?.text}.`;
  const fix =
    days > 0
      ? `Let it last at most ${longest} days, or raise the minimum of its apps.`
      : 'Put its end after its beginning.';
  return [findingAt(document, [...path, 'until'], 'campaign-length', says, fix)];
}

function ofApp(document: Document, path: Path, name: string, { apps }: Catalogue): Finding[] {
  const scaling = apps.filter(({ settings }) => 'scale' in settings.properties);
  const app = scaling.find((one) => one.name === name);
  if (!app) {
    const known = scaling.map((one) => one.name);
    const meant = suggest(name, known);
    const fix = meant === undefined ? `Name one of these: ${known.join(', ')}.` : `Did you mean ${meant}?`;
    return [findingAt(document, path, 'campaign-of-nobody', `${quote(name)} is no app that scales.`, fix)];
  }
  const min = writtenData(document.root, path);
  return bounds(document, app)
    .filter(({ max }) => typeof min === 'number' && max < min)
    .slice(0, 1)
    .map(({ max, where }) =>
      findingAt(
        document,
        path,
        'campaign-above-max',
        `It wants ${min} pods of ${name}, and its maximum is ${max}${where}.`,
        `Raise scale.max of ${name}, with what that needs, or want fewer pods.`,
      ),
    );
}

/** The maximum of an app in the environment, and in each cluster that sets something of its own. */
function bounds(document: Document, app: App): { readonly max: number; readonly where: string }[] {
  const environment = writtenRecord(document.root, ['apps', app.name]);
  const clusters = itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const own = writtenRecord(document.root, ['clusters', index, 'apps', app.name]);
    const name = writtenText(document.root, ['clusters', index, 'name'])?.text;
    return own ? [{ max: maxOf(app, environment, own), where: ` in ${name}` }] : [];
  });
  return [{ max: maxOf(app, environment), where: '' }, ...clusters];
}

/** What no schema takes is reported there, and what it was meant to be is unknown: then there is no maximum. */
function maxOf(app: App, ...layers: (JsonObject | undefined)[]): number {
  const known = memberAt(app.settings, ['properties', 'scale', 'properties']);
  const isMisspelt = layers.some((layer) =>
    Object.keys(isJsonObject(layer?.scale) ? layer.scale : {}).some((key) => memberAt(known, [key]) === undefined),
  );
  const { scale } = resolveSettings(app, ...layers);
  const max = isJsonObject(scale) && !isMisspelt ? scale.max : undefined;
  return typeof max === 'number' ? max : Number.POSITIVE_INFINITY;
}

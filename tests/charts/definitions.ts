import { isJsonObject } from '../../generators/model/json.ts';
import type { Resource } from '../../generators/model/resource.ts';

/** What is compared of a CustomResourceDefinition. */
interface Spec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean; readonly schema?: unknown }[];
}

/** Differences that are known and harmless: the same fields in any CRD. */
const known: readonly { readonly field: RegExp; readonly why: string }[] = [
  {
    field: /\.scale(Up|Down)\.properties\.stabilizationWindowSeconds\.(minimum|maximum)$/,
    why: 'KEDA’s chart bounds what its definitions leave to Kubernetes, which allows no other values in an HPA.',
  },
];

/**
 * Where the CRDs of a chart say something else than the definitions that objects are checked against, words aside: kind,
 * version and field. Kinds that have no definition are not checked at all, which `validate` says.
 * @param used whether any object is of a kind, such as `keda.sh/ScaledObject`
 */
export function differentDefinitions(
  chart: readonly Resource[],
  definitions: readonly Resource[],
  used: (kind: string) => boolean,
): string[] {
  const byKind = new Map(definitions.map((one) => [kindOf(one), specOf(one)]));
  return chart
    .filter((one) => one.kind === 'CustomResourceDefinition' && used(kindOf(one)))
    .flatMap((one) => {
      const checked = byKind.get(kindOf(one));
      if (!checked) return [];
      const brought = new Map(specOf(one).versions.map((version) => [version.name, version]));
      return checked.versions
        .filter(({ served }) => served)
        .flatMap(({ name, schema }) => {
          const there = brought.get(name);
          if (!there?.served) return [`${kindOf(one)} ${name} is not served`];
          return differences(there.schema, schema, `${kindOf(one)} ${name} `);
        });
    })
    .filter((field) => !known.some((one) => one.field.test(field)));
}

const specOf = ({ spec }: Resource) => spec as Spec;
const kindOf = (one: Resource) => `${specOf(one).group}/${specOf(one).names.kind}`;

/** Paths at which two values differ. A `description` that is a text is one of a field, not a field of that name. */
function differences(one: unknown, other: unknown, path: string): string[] {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((member, index) => differences(member, other[index], `${path}[${index}]`));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other ? [] : [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => {
    if (key === 'description' && [one[key], other[key]].every((text) => typeof text !== 'object')) return [];
    return differences(one[key], other[key], `${path}.${key}`);
  });
}

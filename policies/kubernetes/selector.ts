import { entries, list, texts } from './reading.ts';

/** Labels of an object: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export type ObjectLabels = Readonly<Record<string, string>>;

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
export interface LabelSelector {
  readonly matchLabels?: ObjectLabels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Whether labels meet a selector. An empty selector meets everything; an operator that does not exist, nothing. */
export function matches(selector: LabelSelector | null | undefined, labels: ObjectLabels): boolean {
  return (
    entries(selector?.matchLabels).every(([key, value]) => labels[key] === value) &&
    list(selector?.matchExpressions).every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && texts(values).includes(value);
        case 'NotIn':
          return value === undefined || !texts(values).includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** Whether a selector is empty and so selects everything. */
export function selectsAll(selector: LabelSelector | null | undefined): boolean {
  return entries(selector?.matchLabels).length === 0 && list(selector?.matchExpressions).length === 0;
}

/** For people: `app=api, tier in (a, b)`. */
export function formatSelector(selector: LabelSelector | null | undefined): string {
  const parts = [
    ...entries(selector?.matchLabels).map(([key, value]) => `${key}=${value}`),
    ...list(selector?.matchExpressions).map(({ key, operator, values }) =>
      values ? `${key} ${operator} (${texts(values).join(', ')})` : `${key} ${operator}`,
    ),
  ];
  return parts.length === 0 ? 'everything' : parts.join(', ');
}

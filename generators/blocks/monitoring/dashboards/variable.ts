import { prometheusUid } from './chart.ts';
import type { Variable } from './plain.ts';

/** Variable with these values; the first is chosen at first. In queries it is `$name`. */
export function choice(name: string, label: string, values: readonly string[]): Variable {
  const options = values.map((value, index) => ({ text: value, value, selected: index === 0 }));
  return {
    type: 'custom',
    name,
    label,
    query: values.join(','),
    options,
    ...(options[0] && { current: options[0] }),
    multi: false,
    includeAll: false,
  };
}

/** Variable with all values of a label of a metric, as they are when the time changes; at first all of them. */
export function labelValues(
  name: string,
  label: string,
  [metric, of]: readonly [metric: string, of: string],
): Variable {
  const query = `label_values(${metric}, ${of})`;
  return {
    type: 'query',
    name,
    label,
    datasource: { type: 'prometheus', uid: prometheusUid },
    definition: query,
    query: { qryType: 1, query, refId: 'variable' },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.+',
    current: { text: ['All'], value: ['$__all'] },
  };
}

import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';

/**
 * A type of Grafana's own library as plain data, where text is written for the members of its enumerations. Its code
 * never runs: importing it takes longer than generating all dashboards.
 */
export type Plain<T> = 0 extends 1 & T
  ? T
  : T extends string
    ? `${T}`
    : T extends readonly (infer E)[]
      ? readonly Plain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Plain<T[K]> }
        : T;

/** Query of a panel in PromQL. */
export type PanelQuery = Omit<Plain<Dataquery>, '_implementsDataqueryVariant'>;

/** Panel: one chart, number or table. `options` are those of its type. */
export type Panel = Omit<Plain<sdk.Panel>, 'targets'> & { readonly targets?: readonly PanelQuery[] };

/** Row: the heading of the panels after it. */
export type Row = Plain<sdk.RowPanel>;

/** Variable, whose value people choose above the panels. */
export type Variable = Plain<sdk.VariableModel>;

/** The JSON model of a dashboard. */
export type DashboardModel = Omit<Plain<sdk.Dashboard>, 'panels' | 'templating'> & {
  readonly panels: readonly (Panel | Row)[];
  readonly templating: { readonly list: readonly Variable[] };
};

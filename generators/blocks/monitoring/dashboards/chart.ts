import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { Panel, PanelQuery, Plain } from './plain.ts';

/** Uid of the data source that all panels ask. */
export const prometheusUid = 'prometheus';

const datasource = { type: 'prometheus', uid: prometheusUid } as const;

/** Units in use: https://github.com/grafana/grafana/blob/v13.2.3/packages/grafana-data/src/valueFormats/categories.ts */
export type Unit = 'short' | 'percentunit' | 's' | 'bytes' | 'reqps' | 'ops' | 'dtdurations' | 'cores' | 'bool_on_off';

/** A query and what its series are called: `{{zone}}`. */
export type Asked = readonly [expr: string, legend: string];

/** Panel before it has its number and place. */
export interface Visualization {
  readonly title: string;
  /** Columns of 24. */
  readonly width: number;
  readonly height: number;
  readonly panel: Omit<Panel, 'id' | 'gridPos' | 'title'>;
}

/** What a chart may say besides its title, unit and queries. */
interface Further {
  /** What a person has to know to read it. */
  readonly description?: string;
  /** A line: above it is bad. */
  readonly limit?: number;
  /** Greatest value of the axis. */
  readonly max?: number;
  readonly width?: number;
}

/** Visualization over time, a third of a row wide. */
export function graph(title: string, unit: Unit, asked: readonly Asked[], further: Further = {}): Visualization {
  const { description, limit, max, width = 8 } = further;
  const options: Plain<timeseries.Options> = {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  };
  const custom: Plain<timeseries.FieldConfig> = {
    fillOpacity: 10,
    showPoints: 'never',
    ...(limit !== undefined && { thresholdsStyle: { mode: 'dashed' } }),
  };
  return {
    title,
    width,
    height: 8,
    panel: {
      type: 'timeseries',
      ...(description && { description }),
      datasource,
      fieldConfig: {
        defaults: {
          unit: unitId(unit),
          min: 0,
          ...(max !== undefined && { max }),
          custom,
          ...(limit !== undefined && { thresholds: steps(limit) }),
        },
        overrides: [],
      },
      options,
      targets: queries(asked, 'range'),
    },
  };
}

/** One number for each series of now. */
export function number(title: string, unit: Unit, asked: Asked, further: NumberOptions = {}): Visualization {
  const { description, limit, isBadBelow = false, width = 6 } = further;
  const options: Plain<stat.Options> = {
    graphMode: 'area',
    colorMode: 'value',
    justifyMode: 'auto',
    textMode: 'auto',
    wideLayout: true,
    showPercentChange: false,
    percentChangeColorMode: 'standard',
    orientation: 'auto',
    reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
  };
  return {
    title,
    width,
    height: 5,
    panel: {
      type: 'stat',
      ...(description && { description }),
      datasource,
      fieldConfig: {
        defaults: { unit: unitId(unit), ...(limit !== undefined && { thresholds: steps(limit, isBadBelow) }) },
        overrides: [],
      },
      options,
      targets: queries([asked], 'range'),
    },
  };
}

interface NumberOptions {
  readonly description?: string;
  /** From here on it is red; with `isBadBelow`, below it. */
  readonly limit?: number;
  readonly isBadBelow?: boolean;
  readonly width?: number;
}

/** Grafana has no unit for cores: a plain number is one. */
function unitId(unit: Unit): string {
  return unit === 'cores' ? 'short' : unit;
}

function steps(limit: number, isBadBelow = false) {
  const [below, above] = isBadBelow ? (['red', 'green'] as const) : (['green', 'red'] as const);
  return {
    mode: 'absolute',
    steps: [
      { value: null, color: below },
      { value: limit, color: above },
    ],
  } as const;
}

function queries(asked: readonly Asked[], kind: 'range'): readonly PanelQuery[] {
  return asked.map(([expr, legendFormat], index) => ({
    refId: String.fromCharCode(65 + index),
    expr,
    legendFormat,
    [kind]: true,
  }));
}

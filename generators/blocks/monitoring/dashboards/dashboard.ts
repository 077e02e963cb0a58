import type { Visualization } from './chart.ts';
import type { DashboardModel, Panel, Row, Variable } from './plain.ts';

/** Folders that dashboards are in, by name, with the titles that people see. */
export const folders = {
  users: 'Users',
  apps: 'Apps',
  data: 'Data systems',
  platform: 'Platform',
} as const;

/** Dashboard as data: headings, and charts below them. */
export interface DashboardSpec {
  /** Also the name of its object. Alerts and links name it. */
  readonly uid: string;
  readonly title: string;
  readonly folder: keyof typeof folders;
  /** What it answers. */
  readonly description: string;
  readonly variables?: readonly Variable[];
  readonly sections: readonly Section[];
}

/** Charts below a heading, from left to right and on. */
export interface Section {
  readonly title: string;
  readonly charts: readonly Visualization[];
}

/** Columns of a dashboard. */
const columns = 24;

/**
 * The JSON model of a dashboard. Numbers and places of panels follow from their order alone, so the same declaration
 * gives the same text. Schema version 42 is the last before dashboards became objects of another API:
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboardModel(spec: DashboardSpec): DashboardModel {
  const { uid, title, folder, description, variables = [], sections } = spec;
  return {
    uid,
    title,
    description,
    tags: [folder],
    schemaVersion: 42,
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    timezone: 'utc',
    links: [linksTo('users'), linksTo('apps'), linksTo('data'), linksTo('platform')],
    annotations: { list: [] },
    templating: { list: variables },
    panels: placed(sections),
  };
}

/** A menu of all dashboards of a folder; they open with the same time. */
function linksTo(folder: keyof typeof folders) {
  return {
    type: 'dashboards',
    title: folders[folder],
    tags: [folder],
    asDropdown: true,
    icon: 'external link',
    tooltip: '',
    includeVars: false,
    keepTime: true,
    targetBlank: false,
  } as const;
}

function placed(sections: readonly Section[]): (Panel | Row)[] {
  const panels: (Panel | Row)[] = [];
  let y = 0;
  for (const { title, charts } of sections) {
    const gridPos = { h: 1, w: columns, x: 0, y };
    panels.push({ type: 'row', id: panels.length + 1, title, collapsed: false, gridPos, panels: [] });
    y += 1;
    let x = 0;
    let lowest = 0;
    for (const chart of charts) {
      if (x + chart.width > columns) {
        x = 0;
        y += lowest;
        lowest = 0;
      }
      const place = { h: chart.height, w: chart.width, x, y };
      panels.push({ id: panels.length + 1, title: chart.title, gridPos: place, ...chart.panel });
      x += chart.width;
      lowest = Math.max(lowest, chart.height);
    }
    y += lowest;
  }
  return panels;
}

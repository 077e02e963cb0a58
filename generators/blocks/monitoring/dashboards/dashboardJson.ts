import { type DashboardSpec, dashboardModel } from './dashboard.ts';
import { foldedJson } from './foldedJson.ts';

/** Texts by their declarations. Nearly all clusters have the same dashboards, and printing takes longer than comparing. */
const printed = new Map<string, string>();

/** The text of a dashboard: the same for the same declaration. */
export function dashboardJson(spec: DashboardSpec): string {
  const key = JSON.stringify(spec);
  const known = printed.get(key);
  if (known !== undefined) return known;
  const text = `${foldedJson(dashboardModel(spec))}\n`;
  printed.set(key, text);
  return text;
}

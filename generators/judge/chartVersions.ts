import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { type LockedComponent, schemasLock } from './schemasLock.ts';

/**
 * Where objects are checked against other definitions than the charts of the fleet bring: the lock was made for another
 * version of a chart, or says itself that the chart brings another version of a component. A folder of git brings the
 * component of its own name, at the same version.
 */
export function chartVersionFindings(components: readonly LockedComponent[], { settings, locate }: Fleet): Finding[] {
  return Object.entries(settings.charts).flatMap(([operator, pinned]) =>
    components
      .filter((one) => ('chart' in pinned ? one.chart?.name === pinned.chart : one.name === operator))
      .flatMap((one) => {
        const finding = 'chart' in pinned ? findingOf(one, pinned.version) : folderFinding(one, pinned.version);
        return finding ? [{ ...finding, at: locate('overlays/fleet.yaml', ['charts', operator, 'version']) }] : [];
      }),
  );
}

function findingOf({ name, version, chart }: LockedComponent, pinned: string): Finding | undefined {
  if (chart && chart.version !== pinned) {
    return {
      code: 'schemas-of-another-chart',
      severity: 'error',
      message: `The chart ${chart.name} is pinned at ${pinned}, but objects are checked against ${name} ${version}, which ${chart.name} ${chart.version} brings.`,
      fix: `In ${schemasLock} give ${name} the version that the chart brings, and the chart's own; then \`driver pin\`.`,
    };
  }
  if (chart?.brings === undefined || chart.brings === version) return undefined;
  return {
    code: 'schemas-of-another-version',
    severity: 'note',
    message: `${chart.name} ${chart.version} brings ${name} ${chart.brings}; objects are checked against ${version}. ${chart.why ?? ''}`,
    fix: `Give ${name} that version in ${schemasLock} once every machine can have its definitions.`,
  };
}

function folderFinding({ name, version }: LockedComponent, pinned: string): Finding | undefined {
  if (version === pinned) return undefined;
  return {
    code: 'schemas-of-another-chart',
    severity: 'error',
    message: `${name} is pinned at ${pinned}, but objects are checked against ${version}.`,
    fix: `In ${schemasLock} give ${name} the version ${pinned}; then \`driver pin\`.`,
  };
}

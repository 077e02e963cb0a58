/**
 * Tests of the slower tiers that hold for any fleet, by their paths. All others start what the sample company has in
 * production, or follow its guides: they run while this repository has the sample company.
 */
export const anyFleet: readonly string[] = [
  'tests/cluster/health.slow.ts',
  'tests/cluster/lifetime.lab.ts',
  'tests/cluster/networkConformance.lab.ts',
  'tests/commands/init.slow.ts',
  'tests/commands/new.slow.ts',
  'tests/gateways/ground.slow.ts',
  'tests/monitoring/alerts.slow.ts',
  'tests/monitoring/scenarios.slow.ts',
  'tests/pipelines/lint.slow.ts',
  'tests/pipelines/run.slow.ts',
  'tests/random.slow.ts',
];

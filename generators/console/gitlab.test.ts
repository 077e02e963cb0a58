import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFinding } from '../testing/finding.ts';
import { formatGitlab } from './gitlab.ts';

test('a code quality report has each finding once at its line, worst first, with fingerprints of their own', () => {
  const other = { ...exampleFinding, in: { ...exampleFinding.in, cluster: 'a' } };
  const note = { ...exampleFinding, severity: 'note', message: 'told' } as const;
  const issues = JSON.parse(formatGitlab([note, exampleFinding, other]));
  assert.deepEqual(
    issues.map(({ fingerprint: _fingerprint, ...rest }: { fingerprint: string }) => rest),
    [
      {
        description:
          'Deployment/api spec.replicas\n60 pods need 60 connections, and the server takes 50.\nFix: Lower scale.max or raise max_connections.\nIn: production/a/api, production/b/api',
        check_name: 'pods-too-many',
        severity: 'blocker',
        location: { path: 'overlays/production/environment.yaml', lines: { begin: 7 } },
      },
      {
        description:
          'Deployment/api spec.replicas\ntold\nFix: Lower scale.max or raise max_connections.\nIn: production/b/api',
        check_name: 'pods-too-many',
        severity: 'info',
        location: { path: 'overlays/production/environment.yaml', lines: { begin: 7 } },
      },
    ],
  );
  assert.equal(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size, 2);
});

test('a code quality report has nothing without a place, and is a list all the same', () => {
  const { code, severity, message, fix } = exampleFinding;
  assert.deepEqual(JSON.parse(formatGitlab([{ code, severity, message, fix }])), []);
});

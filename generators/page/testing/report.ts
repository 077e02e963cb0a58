import type { Catalogue } from '../../model/fleet.ts';
import { loadKnowledge, loadRules, repository } from '../../repository.ts';
import { planExample } from '../../testing/plan.ts';
import { pageOf } from '../html/document.ts';
import type { Report } from '../model/report.ts';
import { reportOf } from '../model/reportOf.ts';

const [rules, knowledge] = await Promise.all([loadRules(repository), loadKnowledge()]);

/** The report of the sample company. `changes` replace its settings files. */
export function exampleReport(changes: Readonly<Record<string, string>> = {}, own?: Catalogue): Report {
  const planned = planExample(changes, own);
  const counts = { apps: 0, environments: 0, clusters: 0, overlays: 0 };
  const finding = { code: 'made-up', message: 'It is wrong.', fix: 'Mend it.' } as const;
  return reportOf(
    { ...planned, findings: [], counts },
    {
      findings: [
        { ...finding, severity: 'warning', in: { environment: 'production', cluster: 'one', app: 'api' } },
        { ...finding, severity: 'error', at: { file: 'overlays/fleet.yaml', line: 3, column: 1 } },
        { ...finding, severity: 'note' },
      ],
      summary: 'Some objects were looked at.',
      part: {},
      rules,
      knowledge,
      prices: undefined,
    },
  );
}

/** The same as a page. */
export function examplePage(): string {
  return pageOf(exampleReport());
}

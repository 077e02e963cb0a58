import { pageOf } from '../../generators/page/html/document.ts';
import type { Report } from '../../generators/page/model/report.ts';
import { reportOf } from '../../generators/page/model/reportOf.ts';
import { loadModel } from '../../generators/pipeline.ts';
import { readPrices } from '../../generators/read/prices.ts';
import { loadKnowledge, loadRules, repository } from '../../generators/repository.ts';

/** The report of this repository, whatever its apps and settings are: of its model, without what `validate` would find. */
export async function ownReport(): Promise<Report> {
  const model = await loadModel(repository);
  return reportOf(model, {
    findings: model.findings,
    summary: 'Nothing was judged.',
    part: {},
    rules: await loadRules(repository),
    knowledge: await loadKnowledge(),
    prices: readPrices(repository).prices,
  });
}

/** The same as a page, with a finding of each severity. */
export async function ownPage(): Promise<string> {
  const finding = { code: 'made-up', about: ['overlays/fleet.yaml:1:1'], message: 'It is wrong.', fix: 'Mend it.' };
  const report = await ownReport();
  return pageOf({
    ...report,
    findings: [
      { ...finding, severity: 'error', in: [] },
      { ...finding, severity: 'warning', in: ['production/one/api'] },
    ],
  });
}

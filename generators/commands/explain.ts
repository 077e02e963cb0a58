import type { Style } from '../console/colour.ts';
import { countFindings, formatFindings } from '../console/findings.ts';
import { type Explanation, explainField } from '../explain/explain.ts';
import type { Origin } from '../explain/origin.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { formatPosition } from '../model/position.ts';
import { loadModel } from '../pipeline.ts';
import type { Command } from './command.ts';

/** Why a field has its value; or what is wrong with apps or settings, so that nothing has one. */
export type ExplainResult = Explanation | { readonly findings: readonly Finding[] };

export const explain: Command<ExplainResult> = {
  name: 'explain',
  usage: {
    summary: 'Says why a field has its value: the layer and line that set it, and every setting it depends on.',
    positionals: ['environment/cluster', 'Kind/name', 'field'],
    options: {},
    examples: [
      ['explain -- production/aws-us-east-1 ScaledObject/api spec.maxReplicaCount', 'a number'],
      [
        "explain -- staging/staging-eu-west-1 Deployment/api 'spec.template.spec.containers[api].image'",
        'a list member by name',
      ],
    ],
  },
  async run({ root, positionals: [where = '', object = '', field = ''], progress }) {
    progress.update('reading settings and apps');
    const model = await loadModel(root);
    if (hasErrors(model.findings)) return { findings: model.findings.filter(({ severity }) => severity === 'error') };
    return explainField(model, where, object, field);
  },
  text: (result, style) =>
    'findings' in result
      ? `${formatFindings(result.findings, style)}\nNothing explained: ${countFindings(result.findings)}.\n`
      : format(result, style),
  succeeded: (result) => !('findings' in result),
};

function format({ cluster, object, field, value, layers, dependsOn, noEffect }: Explanation, style: Style): string {
  const lines = [`${cluster} ${style.bold(object)} ${field}`, show(value), '', 'Layers'];
  const decisive = layers.find(({ at }) => at !== undefined);
  for (const layer of layers) {
    const says = layer.at ? `${show(layer.value)}  ${style.cyan(formatPosition(layer.at))}` : style.dim('says nothing');
    lines.push(`  ${layer.layer.padEnd(11)}  ${says}${layer === decisive ? '  decides' : ''}`);
  }
  lines.push('', dependsOn.length > 0 ? 'Depends on' : 'Depends on no setting');
  for (const origin of dependsOn) lines.push(`  ${describe(origin, style)}`);
  if (noEffect > 0) lines.push(style.dim(`  ${noEffect} more settings are read by this app and showed no effect here`));
  return `${lines.join('\n')}\n`;
}

function describe({ setting, value, at, default: fallback }: Origin, style: Style): string {
  const says = value === undefined ? setting : `${setting} = ${show(value)}`;
  return `${says}  ${at ? style.cyan(formatPosition(at)) : style.dim(`default, ${fallback}`)}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

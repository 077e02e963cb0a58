import type { EnvironmentReport, LossReport, LossVerdict } from '../model/report.ts';
import { ofClusters } from './alikeSections.ts';
import { html, type Markup, type Piece, separated } from './html.ts';
import { sign } from './sign.ts';
import { tableOf } from './table.ts';

/** What survives which loss. */
export function lossesSection({ losses, clusters }: EnvironmentReport): Markup {
  return html`<p>What is left of each app at its least number of pods, by hard rules of placement and by what each data system needs for a majority. Preferences prove nothing, and are not counted.</p>
${ofClusters(losses, clusters.length, (rows, caption) =>
  tableOf<Alike>({
    caption: caption('When something is lost'),
    rows: alike(rows),
    columns: [
      {
        title: 'App',
        cell: ({ apps }) =>
          separated(
            apps.map((app) => html`<b>${app}</b>`),
            ', ',
          ),
      },
      { title: 'A node is lost', cell: ({ node, needs }) => verdict(node, needs.node) },
      { title: 'A zone is lost', cell: ({ zone, needs }) => verdict(zone, needs.zone) },
      { title: 'The cluster is lost', cell: ({ cluster }) => verdict(cluster, []) },
    ],
  }),
)}`;
}

/** Apps of which the same is true. */
interface Alike extends Omit<LossReport, 'app'> {
  readonly apps: readonly string[];
}

function alike(rows: readonly LossReport[]): readonly Alike[] {
  const groups = Map.groupBy(rows, ({ app: _app, ...same }) => JSON.stringify(same));
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first ? [{ ...first, apps: members.map(({ app }) => app) }] : [];
  });
}

const words: Readonly<Record<LossVerdict['says'], string>> = {
  kept: 'goes on',
  partly: 'partly',
  person: 'by hand',
  lost: 'stops',
  unknown: 'not known',
};

function verdict({ says, why }: LossVerdict, needs: readonly string[]): Piece {
  const more = needs.length > 0 ? [`needs ${needs.join(', ')}, which ${needs.length === 1 ? 'stops' : 'stop'}`] : [];
  return html`${sign(says, words[says])}${[...why, ...more].map((line) => html` <small>${line}</small>`)}`;
}

import type { Progress } from '../console/progress.ts';
import type { Finding } from '../model/finding.ts';
import { nameAmong, type Resource } from '../model/resource.ts';
import { builtTool, ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type Answer, askApiServer, type Problem } from './apiServer.ts';
import type { BuiltOverlay, Invalid } from './overlays.ts';
import { isWithin } from './sameField.ts';
import { ensureDefinitions, type MissingSchemas } from './schemas.ts';
import { countKinds, fetchDocuments } from './unchecked.ts';

/** A folder that was built, with what there is to say about its objects. */
export interface ObjectPlace {
  readonly built: BuiltOverlay;
  /** Minor version of the cluster that gets them. */
  readonly kubernetes: string;
  readonly where: Pick<Finding, 'at' | 'in'>;
  /** The cluster whose promotion brings them there. Default: they are there without one. */
  readonly promoted?: string;
}

/** An object as it stands in one folder. */
interface Standing extends Omit<ObjectPlace, 'built'> {
  readonly object: Resource;
  /** How findings name it. */
  readonly name: string;
  /** What its schema says of it. */
  readonly invalid: readonly Invalid[];
  /** Whether there is a schema of its kind. */
  readonly checked: boolean;
}

/** A finding about clusters as they are, or as a promotion makes them. */
export interface PlacedFinding extends Finding {
  /** The cluster that is promoted; absent for clusters as they are. */
  readonly promoted?: string;
}

/** What the API server's own code says. */
export interface ApiServerVerdict {
  readonly findings: readonly PlacedFinding[];
  /** Minor versions that judged Kubernetes' own kinds; none where the code was not asked. */
  readonly versions: readonly string[];
}

/**
 * What API servers would refuse of what was built, beyond what the schemas say of the same fields. Equal objects are
 * judged once, and as all versions in use: so a finding can say which of them refuse it.
 * @param build whether the program is built where it is not there; else nothing is judged, which is a finding
 */
export async function apiServerFindings(
  places: readonly ObjectPlace[],
  { build, ci }: { readonly build: boolean; readonly ci: boolean },
  progress: Progress,
): Promise<ApiServerVerdict> {
  const say = (message: string) => progress.update(message);
  const program = await (build ? ensureTool(repository, 'apivalidation', say) : builtTool(repository, 'apivalidation'));
  if (program === undefined) return { findings: [notAsked], versions: [] };
  const definitions = await ensureDefinitions(await ensureTool(repository, 'driver', say), repository, say);
  say('asking the code of the API server');
  const groups = [...Map.groupBy(places.flatMap(standings), ({ object }) => JSON.stringify(object))];
  const kubernetes = [...new Set(places.map((place) => place.kubernetes))].sort();
  const objects = groups.map(([text]) => text);
  const answer = await askApiServer(program, { kubernetes, definitions: definitions.dir, objects });
  const versions = kubernetes.filter((version) => answer.notEmulated[version] === undefined);
  const alike = groups.map(([, members]) => members);
  return {
    findings: [
      ...answer.problems.flatMap((problem) => findingsOf(problem, alike[problem.object] ?? [], versions)),
      ...unjudged(answer, alike, definitions.missing, ci),
      ...notEmulated(answer),
    ],
    versions,
  };
}

const standings = ({ built: { objects, invalid, unchecked }, ...place }: ObjectPlace): Standing[] =>
  objects.map((object, index) => ({
    ...place,
    object,
    name: nameAmong(object, objects),
    invalid: invalid.filter((one) => one.object === index),
    checked: !unchecked.includes(index),
  }));

function findingsOf(problem: Problem, alike: readonly Standing[], versions: readonly string[]): PlacedFinding[] {
  const { field, message, kubernetes } = problem;
  const all = versions.every((version) => kubernetes.includes(version));
  const server = `The API server${all ? '' : ` of Kubernetes ${kubernetes.join(' and ')}`}`;
  return alike
    .filter((one) => kubernetes.includes(one.kubernetes) && !isToldBySchema(problem, one))
    .map(({ name, where, promoted }) => ({
      code: 'refused-by-api-server',
      severity: 'error',
      message: `${server} refuses ${name}: ${short([field, message].filter(Boolean).join(': '))}`,
      fix: 'Correct the value where the app or a setting gives it; what stands after the name is what a sync would say.',
      object: name,
      ...(field ? { field } : {}),
      ...where,
      ...(promoted === undefined ? {} : { promoted }),
    }));
}

/** What the API server says, which repeats the whole value: its middle is left out where that is long. */
const short = (said: string): string => (said.length <= 500 ? said : `${said.slice(0, 200)} … ${said.slice(-250)}`);

/** Where decoding fails, the API server names no field, and stops at the first. */
function isToldBySchema({ field }: Problem, { invalid }: Standing): boolean {
  return invalid.some((one) => field === '' || isWithin(field, one.field));
}

/** Kinds that the code does not know and no CRD defines. Where no schema checked them either, that is told already. */
function unjudged(
  answer: Answer,
  alike: readonly (readonly Standing[])[],
  missing: readonly MissingSchemas[],
  ci: boolean,
): Finding[] {
  const standing = answer.unjudged.flatMap((index) => (alike[index] ?? []).filter(({ checked }) => checked));
  return countKinds(standing.map(({ object }) => object)).map(({ group, kind, objects: count }) => {
    const source = missing.find(({ kinds }) => kinds.includes(`${group}/${kind}`));
    return {
      code: 'not-judged-by-api-server',
      severity: source && ci ? 'error' : 'warning',
      message: `${count} objects of kind ${kind} (${group}) were held against their schema alone, not judged by the API server's code: ${source?.reason ?? 'it has no CRD, and the kind is none of those that the code judges'}.`,
      fix: source ? fetchDocuments : 'Look at what a sync to a cluster for tests says of it.',
    };
  });
}

const notEmulated = (answer: Answer): Finding[] =>
  Object.entries(answer.notEmulated).map(([version, why]) => ({
    code: 'not-judged-by-api-server',
    severity: 'warning',
    message: `Objects for Kubernetes ${version} were held against its schemas alone, not judged by the API server's code: ${why}.`,
    fix: 'Raise k8s.io/kubernetes in tools/apivalidation/go.mod for a newer version, or upgrade the cluster from an older one.',
  }));

const notAsked: Finding = {
  code: 'not-judged-by-api-server',
  severity: 'warning',
  message: "No object was judged by the API server's own code yet: it refuses more than the schemas do.",
  fix: 'Run `npm run validate`, which builds that code once; it takes some minutes.',
};

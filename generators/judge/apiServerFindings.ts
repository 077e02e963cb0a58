import { basename } from 'node:path';
import type { Progress } from '../console/progress.ts';
import type { Results } from '../kept/results.ts';
import type { Finding } from '../model/finding.ts';
import { nameAmong, type Resource } from '../model/resource.ts';
import { builtTool, ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type Answer, askApiServer, type Problem } from './apiServer.ts';
import { buildOf } from './kept/builds.ts';
import { objectText } from './kept/objectText.ts';
import { batchOf, type JudgedObject, keptVerdicts } from './kept/verdicts.ts';
import type { BuiltOverlay, Invalid } from './overlays.ts';
import { isWithin } from './sameField.ts';
import { ensureDefinitions, type MissingSchemas } from './schemas.ts';
import { addKinds, countKinds, fetchDocuments, type KindCount } from './unchecked.ts';

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

type ObjectProblem = Omit<Problem, 'object'>;

/** A finding about clusters as they are, or as a promotion makes them. */
export interface PlacedFinding extends Finding {
  /** The cluster that is promoted; absent for clusters as they are. */
  readonly promoted?: string;
}

/** What the API server's own code says of the objects of some folders. */
export interface SaidByApiServer {
  readonly findings: readonly PlacedFinding[];
  /** Kinds, held against a schema, that the code does not know and no CRD defines. */
  readonly unjudged: readonly KindCount[];
  /** Of minor versions whose own kinds could not be judged: why. */
  readonly notEmulated: Answer['notEmulated'];
}

/** The code of the API server, ready to judge. */
export interface ApiServerCode {
  /** What its answers depend on besides the objects. */
  readonly identity: string;
  /** The minor versions that it judges as. */
  readonly versions: readonly string[];
  readonly missing: readonly MissingSchemas[];
  /** Judges groups of folders one after the other. @param onAsked called for each group, in their order */
  ask(groups: Iterable<readonly ObjectPlace[]>, onAsked: (asked: SaidByApiServer) => void): Promise<void>;
}

/**
 * Makes the code of the API server ready.
 * @param versions minor versions in use: each object is judged as all of them, so that a finding can say which refuse it
 * @param results where what it says of each object is kept
 * @param build whether the program is built where it is not there; else it may be absent: undefined
 */
export async function openApiServer(
  versions: Iterable<string>,
  build: boolean,
  progress: Progress,
  results: Results,
): Promise<ApiServerCode | undefined> {
  const say = (message: string) => progress.update(message);
  const program = await (build ? ensureTool(repository, 'apivalidation', say) : builtTool(repository, 'apivalidation'));
  if (program === undefined) return undefined;
  const { dir, missing } = await ensureDefinitions(await ensureTool(repository, 'driver', say), repository, say);
  const kubernetes = [...new Set(versions)].sort();
  const identity = [buildOf(program), basename(dir), ...kubernetes].join(' ');
  return {
    identity,
    versions: kubernetes,
    missing,
    async ask(groups, onAsked) {
      const verdicts = keptVerdicts(results, identity);
      const waiting: (readonly JudgedStandings[])[] = [];
      const asked: (readonly JudgedObject[])[] = [];
      /** Groups end in their order, each as soon as there is an answer about every object of it. */
      const settle = () => {
        for (let [first] = waiting; first?.every(({ judged }) => judged.verdict); [first] = waiting) {
          waiting.shift();
          onAsked(askedOf(first, kubernetes));
        }
      };
      function* batches() {
        for (const places of groups) {
          const alike = Map.groupBy(places.flatMap(standings), ({ object }) => objectText(object));
          const group = [...alike].map(([json, members]) => ({ members, ...verdicts.of(json) }));
          waiting.push(group);
          const fresh = group.filter(({ isNew }) => isNew).map(({ judged }) => judged);
          if (fresh.length === 0) settle();
          else {
            asked.push(fresh);
            yield batchOf(fresh);
          }
        }
      }
      const rest = batches();
      // Where everything is known, the program does not start.
      const { value: first } = rest.next();
      if (!first) return;
      const all = (function* () {
        yield first;
        yield* rest;
      })();
      await askApiServer(program, { kubernetes, definitions: dir }, all, (answer) => {
        verdicts.take(asked.shift() ?? [], answer);
        settle();
      });
    },
  };
}

/** An object, and everywhere that a group has it. */
interface JudgedStandings {
  readonly judged: JudgedObject;
  readonly members: readonly Standing[];
}

/** What was asked, together with what there is to say of the code itself. @param server absent: nothing was asked */
export function apiServerFindings(
  server: Pick<ApiServerCode, 'missing'> | undefined,
  asked: readonly SaidByApiServer[],
  ci: boolean,
): readonly PlacedFinding[] {
  if (!server) return [notAsked];
  const notEmulated = Object.assign({}, ...asked.map((one) => one.notEmulated)) as Answer['notEmulated'];
  return [
    ...asked.flatMap(({ findings }) => findings),
    ...unjudgedKinds(addKinds(asked.flatMap(({ unjudged }) => unjudged)), server.missing, ci),
    ...notEmulatedVersions(notEmulated),
  ];
}

function askedOf(group: readonly JudgedStandings[], kubernetes: readonly string[]): SaidByApiServer {
  const notEmulated = Object.assign({}, ...group.map(({ judged }) => judged.verdict?.notEmulated));
  const versions = kubernetes.filter((version) => notEmulated[version] === undefined);
  const unjudged = group.flatMap(({ judged, members }) => {
    return judged.verdict?.isUnjudged ? members.filter(({ checked }) => checked) : [];
  });
  return {
    findings: group.flatMap(({ judged, members }) => {
      return (judged.verdict?.problems ?? []).flatMap((problem) => findingsOf(problem, members, versions));
    }),
    unjudged: countKinds(unjudged.map(({ object }) => object)),
    notEmulated,
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

function findingsOf(problem: ObjectProblem, alike: readonly Standing[], versions: readonly string[]): PlacedFinding[] {
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
function isToldBySchema({ field }: ObjectProblem, { invalid }: Standing): boolean {
  return invalid.some((one) => field === '' || isWithin(field, one.field));
}

/** Where no schema checked them either, that is told already. */
function unjudgedKinds(kinds: readonly KindCount[], missing: readonly MissingSchemas[], ci: boolean): Finding[] {
  return kinds.map(({ group, kind, objects: count }) => {
    const source = missing.find(({ kinds }) => kinds.includes(`${group}/${kind}`));
    return {
      code: 'not-judged-by-api-server',
      severity: source && ci ? 'error' : 'warning',
      message: `${count} objects of kind ${kind} (${group}) were held against their schema alone, not judged by the API server's code: ${source?.reason ?? 'it has no CRD, and the kind is none of those that the code judges'}.`,
      fix: source ? fetchDocuments : 'Look at what a sync to a cluster for tests says of it.',
    };
  });
}

const notEmulatedVersions = (notEmulated: Answer['notEmulated']): Finding[] =>
  Object.entries(notEmulated).map(([version, why]) => ({
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

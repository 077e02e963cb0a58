import { generatedBy } from '../../files/print.ts';
import type { Event, PipelineJob } from '../job.ts';
import { machines, toolCache } from '../pins.ts';
import { type Dialect, reports, scriptOf } from '../script.ts';
import { type SystemFile, safeFolder } from './github.ts';

/** The one path of this system. */
export const jenkinsPath = 'Jenkinsfile';

const dialect: Dialect = {
  findings: (command) => `--report sarif=${reports}/${command}.sarif`,
  placeless: [],
  target: '$CHANGE_TARGET',
};

const conditions: Readonly<Record<Event, string>> = {
  change: 'changeRequest()',
  main: "allOf { branch 'main'; not { triggeredBy 'TimerTrigger' } }",
  night: "allOf { branch 'main'; triggeredBy 'TimerTrigger' }",
};

/**
 * The declarative pipeline of a multibranch project. Findings are shown by the plugin Warnings, at their lines; every job has
 * a container and a workspace of its own, which are gone after it.
 * https://www.jenkins.io/doc/book/pipeline/syntax/, https://plugins.jenkins.io/warnings-ng/
 */
export function jenkinsFiles(jobs: readonly PipelineJob[], source: string): readonly SystemFile[] {
  const first = jobs.filter(({ after }) => !after);
  const then = jobs.filter(({ after }) => after);
  const environment = { CI: 'true', ...safeFolder };
  const content = [
    `// ${generatedBy} from ${source}: edit those, not this.`,
    'pipeline {',
    '  agent none',
    '  options {',
    '    disableConcurrentBuilds()',
    '    skipDefaultCheckout()',
    '  }',
    "  triggers { cron(env.BRANCH_NAME == 'main' ? 'H 2 * * *' : '') }",
    '  environment {',
    ...Object.entries(environment).map(([name, value]) => `    ${name} = '${value}'`),
    '  }',
    '  stages {',
    "    stage('check all') {",
    '      parallel {',
    ...indented(first.flatMap(stageOf), 8),
    '      }',
    '    }',
    ...indented(then.flatMap(stageOf), 4),
    '  }',
    '}',
    '',
  ].join('\n');
  return [{ path: jenkinsPath, content }];
}

function stageOf(job: PipelineJob): readonly string[] {
  const { image, prepare } = machines[job.machine];
  const hasFindings = job.steps.some(({ kind }) => kind === 'findings');
  return [
    `stage('${job.name}') {`,
    '  when {',
    '    beforeAgent true',
    ...(job.secret && !job.alone
      ? [`    allOf { ${whenOf(job)}; expression { !env.CHANGE_FORK } }`]
      : [`    ${whenOf(job)}`]),
    '  }',
    // As root, to install packages.
    `  agent { docker { image '${image}'; args '--user root' } }`,
    `  options { timeout(time: ${job.minutes}, unit: 'MINUTES') }`,
    `  environment { MOBILE_GITOPS_CACHE = "\${env.WORKSPACE}/${toolCache.path}" }`,
    '  steps {',
    '    checkout scm',
    ...(job.takes ? [`    unstash '${job.takes}'`] : []),
    ...indented(sh([prepare, 'npm ci']), 4),
    ...indented(
      withSecret(
        job,
        job.steps.flatMap((step) => sh(scriptOf(step, dialect))),
      ),
      4,
    ),
    ...(job.leaves ? [`    stash name: '${job.leaves}', includes: '${job.leaves}'`] : []),
    '  }',
    '  post {',
    ...(hasFindings
      ? [`    always { recordIssues(tools: [sarif(id: '${job.name}', pattern: '${reports}/*.sarif')]) }`]
      : []),
    ...(job.keeps ? [`    always { archiveArtifacts artifacts: '${job.keeps}', allowEmptyArchive: true }`] : []),
    '    cleanup { deleteDir() }',
    '  }',
    '}',
  ];
}

const whenOf = ({ on }: PipelineJob) => {
  const all = on.map((event) => conditions[event]);
  return all.length === 1 ? all[0] : `anyOf { ${all.join('; ')} }`;
};

function withSecret({ secret }: PipelineJob, lines: readonly string[]): readonly string[] {
  if (!secret) return lines;
  const bindings = secret.variables.map(
    (name) => `string(credentialsId: '${secret.name}-${name}', variable: '${name}')`,
  );
  return ['withCredentials([', ...bindings.map((one) => `  ${one},`), ']) {', ...indented(lines, 2), '}'];
}

/** A step of sh. Groovy reads nothing in a text of three single quotes but backslashes, which no script here has. */
function sh(lines: readonly string[]): readonly string[] {
  if (lines.length === 1) return [`sh '${lines[0]?.replaceAll("'", "\\'")}'`];
  return ["sh '''", ...indented(lines, 2), "'''"];
}

function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === '' ? line : `${' '.repeat(by)}${line}`));
}

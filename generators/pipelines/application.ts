import { generatedBy } from '../files/print.ts';
import { printYaml } from '../files/yaml.ts';
import type { CiSystem, FleetSettings } from '../model/settings/index.ts';
import { actions, machines } from './pins.ts';
import { expression, type SystemFile, withTags } from './systems/github.ts';

/** Where the pipelines of an app's own repository are shown: to be copied, nothing runs them here. */
const pathOf: Readonly<Record<CiSystem, string>> = {
  github: 'docs/application/github.yaml',
  gitlab: 'docs/application/gitlab-ci.yml',
  jenkins: 'docs/application/Jenkinsfile',
  circleci: 'docs/application/circleci.yml',
};
export const applicationPaths: readonly string[] = Object.values(pathOf);

/** What a team edits in its copy. */
const own = { APP: 'my-app', ENVIRONMENT: 'staging', IMAGE: 'registry.example.com/my-app' };

/** Builds and signs: the image by its digest is left in a file, as `set-image` takes it. */
const imageFile = 'image.txt';
const build = (tag: string, sign: string) => [
  `docker build --tag "$IMAGE:${tag}" .`,
  `docker push "$IMAGE:${tag}"`,
  `pushed="$(docker image inspect --format '{{index .RepoDigests 0}}' "$IMAGE:${tag}")"`,
  `cosign sign --yes ${sign}"$pushed"`,
  `echo "$IMAGE:${tag}@\${pushed##*@}" > ${imageFile}`,
];
/** Logs in to the registry of the image, by variables with user and password. */
const login = (user: string, password: string) =>
  `echo "$${password}" | docker login --username "$${user}" --password-stdin "\${IMAGE%%/*}"`;
/** Where no action installs it. */
const cosign = 'v3.1.3';
const withKey = '--key env://COSIGN_PRIVATE_KEY ';

/** Sets the image in this repository, by its own code, and opens a pull request. */
function proposeIn(repository: string): readonly string[] {
  const path = repository.replace(/^https?:\/\/|^git@/, '').replace(/^([^/:]+):/, '$1/');
  return [
    `git clone --quiet "https://gitops:$GITOPS_TOKEN@${path}" gitops`,
    'cd gitops',
    'npm ci',
    `npm run set-image -- "$ENVIRONMENT" "$APP=$(cat ../${imageFile})"`,
    `npm run propose -- "image/$ENVIRONMENT-$APP" "$ENVIRONMENT: $APP $(cat ../${imageFile})"`,
  ];
}

/** The first lines: what it is, and what to do with it. */
const head = (comment: string, source: string, path: string) =>
  [
    `${comment} ${generatedBy} from ${source}.`,
    `${comment} For the repository of an app: copy it there to ${path}, then edit APP, ENVIRONMENT, IMAGE and the tests.`,
    '',
  ].join('\n');

const test = ['make test'];
const lines = (all: readonly string[]) => `${all.join('\n')}\n`;

/** The template of an app's own repository for a system: test, build, sign, and propose the image here. */
export function applicationFile(
  system: CiSystem,
  { repository }: Pick<FleetSettings, 'repository'>,
  tokenVariable: string,
  source: string,
): SystemFile {
  const facts = { propose: proposeIn(repository), tokenVariable };
  return { path: pathOf[system], content: templates[system](facts, source) };
}

interface Facts {
  readonly propose: readonly string[];
  /** The variable that `npm run propose` reads. */
  readonly tokenVariable: string;
}

const templates: Readonly<Record<CiSystem, (facts: Facts, source: string) => string>> = {
  github: ({ propose, tokenVariable }, source) => {
    const checkout = { uses: actions.checkout.uses, with: { 'persist-credentials': false } };
    const workflow = {
      name: 'app',
      on: { pull_request: {}, push: { branches: ['main'] } },
      permissions: {},
      env: own,
      jobs: {
        test: {
          'runs-on': 'ubuntu-24.04',
          'timeout-minutes': 30,
          permissions: { contents: 'read' },
          steps: [checkout, { run: lines(test) }],
        },
        build: {
          if: "github.ref == 'refs/heads/main'",
          needs: ['test'],
          'runs-on': 'ubuntu-24.04',
          'timeout-minutes': 30,
          // Keyless: cosign signs with the identity of this workflow.
          permissions: { contents: 'read', packages: 'write', 'id-token': 'write' },
          steps: [
            checkout,
            { uses: actions.cosign.uses },
            {
              env: { TOKEN: expression('github.token') },
              run: login('GITHUB_ACTOR', 'TOKEN'),
            },
            { run: lines(build('$GITHUB_SHA', '')) },
            { uses: actions.upload.uses, with: { name: imageFile, path: imageFile } },
          ],
        },
        propose: {
          needs: ['build'],
          'runs-on': 'ubuntu-24.04',
          container: machines.alpine.image,
          'timeout-minutes': 15,
          permissions: {},
          environment: 'gitops',
          steps: [
            { run: machines.alpine.prepare },
            { uses: actions.download.uses, with: { name: imageFile } },
            {
              env: {
                GITOPS_TOKEN: expression('secrets.GITOPS_TOKEN'),
                [tokenVariable]: expression('secrets.GITOPS_TOKEN'),
              },
              run: lines(propose),
            },
          ],
        },
      },
    };
    return `${head('#', source, '.github/workflows/app.yaml')}${withTags(printYaml(workflow))}`;
  },
  gitlab: ({ propose, tokenVariable }, source) => {
    const onMain = [{ if: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }];
    const pipeline = {
      workflow: { rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }, ...onMain] },
      stages: ['test', 'build', 'propose'],
      variables: own,
      test: { stage: 'test', timeout: '30 minutes', script: [...test] },
      build: {
        stage: 'build',
        rules: onMain,
        timeout: '30 minutes',
        // A runner whose Docker may build; keyless: cosign signs with the identity of this job.
        tags: ['docker'],
        id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } },
        script: [login('CI_REGISTRY_USER', 'CI_REGISTRY_PASSWORD'), ...build('$CI_COMMIT_SHA', '')],
        artifacts: { paths: [imageFile], expire_in: '1 week' },
      },
      propose: {
        stage: 'propose',
        image: machines.alpine.image,
        rules: onMain,
        timeout: '15 minutes',
        environment: { name: 'gitops', action: 'access' },
        before_script: [machines.alpine.prepare, `export ${tokenVariable}="$GITOPS_TOKEN"`],
        script: [...propose],
      },
    };
    return `${head('#', source, '.gitlab-ci.yml')}${printYaml(pipeline)}`;
  },
  jenkins: ({ propose, tokenVariable }, source) => {
    const indented = (all: readonly string[]) => all.map((line) => `          ${line}`).join('\n');
    const secret = (name: string) => `string(credentialsId: 'app-${name}', variable: '${name}')`;
    return `${head('//', source, 'Jenkinsfile')}pipeline {
  agent { label 'docker' }
  options { disableConcurrentBuilds(); timeout(time: 1, unit: 'HOURS') }
  environment {
${Object.entries(own)
  .map(([name, value]) => `    ${name} = '${value}'`)
  .join('\n')}
  }
  stages {
    stage('test') { steps { sh '${test.join('; ')}' } }
    stage('build') {
      when { branch 'main' }
      steps {
        withCredentials([${['COSIGN_PRIVATE_KEY', 'COSIGN_PASSWORD', 'REGISTRY_USER', 'REGISTRY_TOKEN'].map(secret).join(', ')}]) {
          sh '''
          ${login('REGISTRY_USER', 'REGISTRY_TOKEN')}
${indented(build('$GIT_COMMIT', withKey))}
          '''
        }
        stash name: '${imageFile}', includes: '${imageFile}'
      }
    }
    stage('propose') {
      when { branch 'main' }
      agent { docker { image '${machines.alpine.image}'; args '--user root' } }
      steps {
        unstash '${imageFile}'
        withCredentials([${secret('GITOPS_TOKEN')}]) {
          sh '''
          ${machines.alpine.prepare}
          export ${tokenVariable}="$GITOPS_TOKEN"
          rm -rf gitops
${indented(propose)}
          '''
        }
      }
      post { cleanup { deleteDir() } }
    }
  }
}
`;
  },
  circleci: ({ propose, tokenVariable }, source) => {
    const run = (name: string, all: readonly string[]) => ({ run: { name, command: lines(all) } });
    const main = { branches: { only: ['main'] } };
    const config = {
      version: 2.1,
      jobs: {
        test: {
          machine: { image: 'ubuntu-2404:2026.05.1' },
          environment: own,
          steps: ['checkout', run('test', test)],
        },
        build: {
          machine: { image: 'ubuntu-2404:2026.05.1' },
          environment: own,
          steps: [
            'checkout',
            // Of the checksum database of Go: https://sum.golang.org
            run('install cosign', [
              `GOBIN=/usr/local/bin go install github.com/sigstore/cosign/v3/cmd/cosign@${cosign}`,
            ]),
            run('log in', [login('REGISTRY_USER', 'REGISTRY_TOKEN')]),
            run('build', build('$CIRCLE_SHA1', withKey)),
            { persist_to_workspace: { root: '.', paths: [imageFile] } },
          ],
        },
        propose: {
          docker: [{ image: machines.alpine.image }],
          shell: '/bin/sh -e',
          environment: own,
          steps: [
            run('prepare', [machines.alpine.prepare]),
            { attach_workspace: { at: '.' } },
            run('propose', [`export ${tokenVariable}="$GITOPS_TOKEN"`, ...propose]),
          ],
        },
      },
      workflows: {
        app: {
          jobs: [
            'test',
            { build: { requires: ['test'], context: ['app-build'], filters: main } },
            { propose: { requires: ['build'], context: ['app-gitops'], filters: main } },
          ],
        },
      },
    };
    return `${head('#', source, '.circleci/config.yml')}${printYaml(config)}`;
  },
};

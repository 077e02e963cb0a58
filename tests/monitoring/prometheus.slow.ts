import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { IPrometheus } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Prometheus';
import { parse } from 'yaml';
import { run } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { alertmanagerName, monitoringNamespace } from '../../generators/upstream/prometheus.ts';
import { type BuiltCluster, builtClusters } from '../../lab/fleet.ts';
import { credentials } from '../../lab/keda/secrets.ts';
import { type Lab, type LabCluster, openLab } from '../../lab/lab.ts';
import { type MountedFiles, placeFiles } from '../../lab/monitoring/prometheusFiles.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { declaredJobs, jobOf, type ScrapeJob } from './declaredJobs.ts';
import { monitoringCluster } from './monitoringCluster.ts';
import { prometheusConfiguration } from './prometheusConfiguration.ts';

// The real prometheus-operator makes Prometheus' configuration from what is committed; the real promtool judges it.

/** The parts of the configuration that are read here. */
interface Configuration {
  readonly scrape_configs: readonly ScrapeJob[];
  readonly alerting: { readonly alertmanagers: readonly unknown[] };
  readonly remote_write?: readonly unknown[];
}

let lab: Lab;
let promtool: string;
let built: readonly BuiltCluster[];

before(async () => {
  promtool = await labProgram('promtool', say);
  built = await builtClusters(repository);
  lab = await openLab({ progress: say });
});
after(() => lab?.stop());

const stores: Readonly<Record<string, readonly unknown[] | undefined>> = {
  'production/aws-us-east-1': [{ url: 'https://mimir.example.com/api/v1/push', basic_auth: credentials }],
  'staging/staging-eu-west-1': undefined,
};

for (const [name, remoteWrite] of Object.entries(stores)) {
  describe(name, () => {
    let cluster: BuiltCluster;
    let server: LabCluster;
    let made: MountedFiles;
    let configuration: Configuration;
    before(async () => {
      cluster = built.find((one) => one.name === name) ?? assert.fail(`there is no cluster ${name}`);
      server = await monitoringCluster(lab, name.replaceAll('/', '-'));
      made = await prometheusConfiguration(lab, server, cluster.objects);
      configuration = parse(made.configuration) as Configuration;
    });

    test('promtool accepts the configuration and all rules', async () => {
      const authority = readFileSync(join(server.certificates, 'ca.crt'), 'utf8');
      const { file } = placeFiles(join(server.folder, 'prometheus'), made, { authority, token: 'made-up' });
      // Several objectives of an app have alerts of one name and labels, which the labels of their series tell apart.
      const { status, stdout, reason } = await run(promtool, ['check', 'config', '--lint=none', file]);
      assert.equal(status, 0, reason);
      assert.equal(stdout.match(/SUCCESS: \d+ rules found/g)?.length, made.rules.size);
    });

    test('promtool is of the version that runs', async () => {
      const prometheus = ofKind('Prometheus')[0] as unknown as IPrometheus;
      const { stdout } = await run(promtool, ['--version']);
      assert.equal(/version (\S+)/.exec(stdout)?.[1], prometheus.spec?.version);
    });

    test('every declared target has a job, and there is no other job', () => {
      const jobs = configuration.scrape_configs.map(jobOf);
      assert.deepEqual(jobs.sort(), declaredJobs(cluster.graph).sort());
    });

    test('every monitor has a job for each of its endpoints', () => {
      const monitors = ofKind('PodMonitor').flatMap(({ metadata: { name, namespace }, spec }) =>
        (spec as { podMetricsEndpoints: unknown[] }).podMetricsEndpoints.map(
          (_, index) => `podMonitor/${namespace}/${name}/${index}`,
        ),
      );
      const others = ofKind('ScrapeConfig').map(
        ({ metadata }) => `scrapeConfig/${metadata.namespace}/${metadata.name}`,
      );
      const names = configuration.scrape_configs.map(({ job_name }) => job_name);
      assert.deepEqual(names.sort(), [...monitors, ...others].sort());
    });

    test('the files of rules hold all groups', () => {
      const groups = (texts: readonly unknown[]) =>
        texts.flatMap((text) => (text as Groups).groups.map(({ name, rules }) => `${name}: ${rules.length}`)).sort();
      const files = [...made.rules.values()].map((text) => parse(text));
      assert.deepEqual(groups(files), groups(ofKind('PrometheusRule').map(({ spec }) => spec)));
    });

    test('alerts go to the Alertmanager of the cluster', () => {
      assert.deepEqual(configuration.alerting.alertmanagers, [
        {
          api_version: 'v2',
          kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: [monitoringNamespace] } }],
          relabel_configs: [
            { action: 'keep', source_labels: ['__meta_kubernetes_service_name'], regex: alertmanagerName },
            { action: 'keep', source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: 'web' },
          ],
        },
      ]);
    });

    const where = remoteWrite ? 'to its store, and log in as the Secret says' : 'nowhere else';
    test(`series go ${where}`, () => {
      assert.deepEqual(configuration.remote_write, remoteWrite);
    });

    const ofKind = (kind: string) => [...cluster.objects.values()].flat().filter((one) => one.kind === kind);
  });
}

/** Content of a file with rules, and of a PrometheusRule. */
interface Groups {
  readonly groups: readonly { readonly name: string; readonly rules: readonly unknown[] }[];
}

import { alertmanagerMetrics } from './alertmanager.ts';
import { argoCdMetrics } from './argoCd.ts';
import { cadvisor } from './cadvisor.ts';
import { certManagerMetrics } from './certManager.ts';
import { cloudNativePgMetrics } from './cloudNativePg.ts';
import { collectorMetrics } from './collector.ts';
import { elasticsearchMetrics } from './elasticsearch.ts';
import { gorushMetrics } from './gorush.ts';
import { imgproxyMetrics } from './imgproxy.ts';
import { istioMetrics } from './istio.ts';
import { kedaMetrics } from './keda.ts';
import { keycloakMetrics } from './keycloak.ts';
import { kongMetrics } from './kong.ts';
import { kubelet } from './kubelet.ts';
import { kubeStateMetrics } from './kubeStateMetrics.ts';
import type { MetricSource } from './metricSource.ts';
import { mongodbMetrics } from './mongodb.ts';
import { mysqldMetrics } from './mysqld.ts';
import { nodeExporter } from './nodeExporter.ts';
import { ownImageMetrics } from './ownImage.ts';
import { podinfoMetrics } from './podinfo.ts';
import { prometheusMetrics } from './prometheus.ts';
import { rabbitmqMetrics } from './rabbitmq.ts';
import { redisMetrics } from './redis.ts';
import { traefikMetrics } from './traefik.ts';
import { tusdMetrics } from './tusd.ts';

/** Every program whose metrics are in use. */
export const metricSources: readonly MetricSource[] = [
  kubeStateMetrics,
  cadvisor,
  kubelet,
  nodeExporter,
  prometheusMetrics,
  alertmanagerMetrics,
  collectorMetrics,
  certManagerMetrics,
  kedaMetrics,
  argoCdMetrics,
  kongMetrics,
  istioMetrics,
  traefikMetrics,
  cloudNativePgMetrics,
  mysqldMetrics,
  mongodbMetrics,
  redisMetrics,
  rabbitmqMetrics,
  elasticsearchMetrics,
  ownImageMetrics,
  podinfoMetrics,
  imgproxyMetrics,
  keycloakMetrics,
  tusdMetrics,
  gorushMetrics,
];

/** The programs that export metrics from an image, whatever its tag; `undefined` where nobody here says. */
export function metricsOfImage(image: string): readonly MetricSource[] | undefined {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const found = metricSources.filter(({ images }) => images?.includes(repository));
  return found.length > 0 ? found : undefined;
}

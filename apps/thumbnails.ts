import { open, route } from '../generators/blocks/gateways/route.ts';
import { availability, latency } from '../generators/blocks/monitoring/objectives/objective.ts';
import { cloudIdentity } from '../generators/blocks/names.ts';
import { s3Environment } from '../generators/blocks/s3.ts';
import { cpu } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { unitsIn } from '../generators/blocks/sizes/memoryNeed.ts';
import { here } from '../generators/blocks/source.ts';
import { milliCpu } from '../generators/model/quantity.ts';
import { names, uploads } from './names.ts';
import { priorities } from './priorities.ts';
import { imgproxy, mostMegapixels } from './runtimes/imgproxy.ts';

/**
 * imgproxy: uploaded pictures in the size of a screen, made on request. It serves addresses that `api` has signed, from
 * the bucket of uploads only. It stores nothing: put a CDN in front. Variables:
 * https://docs.imgproxy.net/configuration/options
 */
export const thumbnails = service(names.thumbnails, {
  source: here(import.meta),
  runtime: imgproxy,
  scale: { min: 2, max: 12, on: [cpu(70)] },
  resources: { cpu: '1', memory: '1Gi' },
  priority: priorities.standard,
  routes: [route('images', '/', { auth: open('api signs each address.'), closed: ['/health'] })],
  callersKnownBy: 'imgproxy answers addresses alone that api has signed',
  objectives: [availability(99.5), latency(95, '1s')],
  uses: { uploads: uploads.read, identity: cloudIdentity },
  env: ({ uses: { uploads }, settings, inputs, own }) => {
    const byCpu = Math.max(2, Math.floor(milliCpu(settings.resources.cpu) / 500));
    const workers = Math.min(byCpu, unitsIn(settings.resources.memory, imgproxy.memory));
    return {
      IMGPROXY_BIND: `:${imgproxy.ports.http}`,
      IMGPROXY_PROMETHEUS_BIND: `:${imgproxy.ports.metrics}`,
      IMGPROXY_PROMETHEUS_NAMESPACE: 'imgproxy',
      IMGPROXY_GRACEFUL_STOP_TIMEOUT: String(imgproxy.drainSeconds),
      IMGPROXY_LOG_FORMAT: 'json',
      IMGPROXY_KEY: own('key'),
      IMGPROXY_SALT: own('salt'),
      IMGPROXY_ALLOWED_SOURCES: `${schemes[uploads.api]}://${uploads.bucket}/`,
      // It applies to HTTP sources alone: a bucket inside the cluster can still be read.
      IMGPROXY_ALLOW_PRIVATE_SOURCE_ADDRESSES: 'false',
      IMGPROXY_MAX_SRC_RESOLUTION: String(mostMegapixels),
      // Two for each core asked for, as far as memory holds their pictures. By default two for each core it may burst to.
      IMGPROXY_WORKERS: String(workers),
      // Beyond this limit it answers 429 at once; by default all requests wait.
      IMGPROXY_REQUESTS_QUEUE_SIZE: String(workers * 10),
      ...(uploads.api === 's3' && {
        IMGPROXY_USE_S3: 'true',
        ...(uploads.endpoint && { IMGPROXY_S3_ENDPOINT: uploads.endpoint }),
        ...s3Environment(uploads, inputs.cluster),
      }),
      ...(uploads.api === 'gcs' && { IMGPROXY_USE_GCS: 'true' }),
      ...(uploads.api === 'azure' && { IMGPROXY_USE_ABS: 'true', IMGPROXY_ABS_NAME: uploads.account ?? '' }),
    };
  },
});

/** How imgproxy spells each kind of bucket in the address of a picture. */
const schemes = { s3: 's3', gcs: 'gs', azure: 'abs' };

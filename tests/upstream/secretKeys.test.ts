import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateKeys } from '../../generators/upstream/secretKeys.ts';
import { goModule, sourceSays } from './source.ts';

test('a certificate of cert-manager has the keys that are taken for its', async () => {
  const certManager = await goModule('github.com/cert-manager/cert-manager', '1.21.1');
  const [authority, ...pair] = certificateKeys;
  sourceSays(certManager, 'pkg/apis/meta/v1/types.go', `TLSCAKey = "${authority}"`);
  // Those of Kubernetes itself: https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets
  assert.deepEqual(pair, ['tls.crt', 'tls.key']);
  const written = ['corev1.TLSCertKey', 'corev1.TLSPrivateKeyKey', 'cmmeta.TLSCAKey'];
  sourceSays(
    certManager,
    'pkg/controller/certificates/issuing/internal/secret.go',
    ...written.map((key) => `Data[${key}] =`),
  );
});

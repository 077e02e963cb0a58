import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import { certificateKeys } from '../../generators/upstream/secretKeys.ts';
import { timedConditions, truth } from './conditions.ts';
import { demandedTrouble, healthOf } from './health.ts';
import type { Live, Simulated, World } from './model.ts';
import { madeUpKeys, makeSecret } from './parts.ts';

type Issuer = Live<NonNullable<IIssuer['spec']>>;
type Certificate = Live<NonNullable<ICertificate['spec']>>;

/** cert-manager for an `Issuer`: `pkg/controller/issuers`. It asks no authority; one of its own needs its Secret. */
export const simulatedIssuer: Simulated<Issuer> = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  manager: 'cert-manager-issuers',
  reports: (issuer, world) => {
    const health = healthOf(issuer, isUsable(issuer, world));
    const isDemanded = health === 'degraded';
    return {
      conditions: timedConditions(issuer.status, world.now, [
        health === 'healthy'
          ? { type: 'Ready', status: 'True', reason: 'Checked', message: 'The issuer is ready' }
          : {
              type: 'Ready',
              status: isDemanded ? 'False' : 'Unknown',
              reason: 'Pending',
              message: isDemanded ? demandedTrouble : 'Waiting for the Secret of the authority',
            },
      ]),
    };
  },
};

/** cert-manager for a `Certificate`: `pkg/controller/certificates`. The values in its Secret are made up. */
export const simulatedCertificate: Simulated<Certificate> = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  manager: 'cert-manager-certificates',
  makes: (certificate, world) => {
    if (!isSigned(certificate, world)) return [];
    const identity = {
      name: certificate.spec?.secretName ?? '',
      namespace: certificate.metadata.namespace ?? '',
      labels: {},
    };
    const secret = makeSecret(identity, madeUpKeys(identity, certificateKeys), 'kubernetes.io/tls');
    return [{ resource: secret, once: true, orphan: true }];
  },
  reports: (certificate, world) => {
    const health = healthOf(certificate, isSigned(certificate, world));
    const isReady = health === 'healthy';
    return {
      conditions: timedConditions(certificate.status, world.now, [
        {
          type: 'Ready',
          status: truth(isReady),
          reason: isReady ? 'Ready' : 'DoesNotExist',
          message: isReady
            ? 'Certificate is up to date and has not expired'
            : health === 'degraded'
              ? demandedTrouble
              : 'Issuing certificate as Secret does not exist',
        },
        ...(health === 'progressing'
          ? [
              {
                type: 'Issuing',
                status: 'True',
                reason: 'DoesNotExist',
                message: 'Issuing certificate as Secret does not exist',
              } as const,
            ]
          : []),
      ]),
    };
  },
};

function isUsable({ metadata, spec }: Issuer, world: World): boolean {
  return spec?.ca === undefined || world.find('Secret', metadata.namespace ?? '', spec.ca.secretName) !== undefined;
}

function isSigned({ metadata, spec }: Certificate, world: World): boolean {
  const issuer = world.find('Issuer', metadata.namespace ?? '', spec?.issuerRef.name ?? '');
  return issuer !== undefined && isUsable(issuer as Issuer, world);
}

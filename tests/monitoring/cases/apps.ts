import type { AlertCases } from '../alertCase.ts';

const push = 'namespace="media",service="push"';
const application = 'namespace="argocd",name="production-api",project="backend",dest_server="https://hub"';

export const appCases: AlertCases = {
  'app TargetsMissing': {
    fires: {
      'up{namespace="backend",service="shop",pod="shop-1"}': '1x5 0x10',
      'up{namespace="backend",service="other",pod="other-1"}': '1x15',
    },
    quiet: {
      'up{namespace="backend",service="shop",pod="shop-1"}': '0x15',
      'up{namespace="backend",service="shop",pod="shop-2"}': '1x15',
    },
    at: '14m',
    labels: { namespace: 'backend', service: 'shop' },
    summary: 'No pod of shop in backend gives metrics: it is down, or nobody sees how it is',
  },
  'push PushRefused Apple': {
    fires: { [`gorush_ios_success{${push}}`]: '0+60x40', [`gorush_ios_error{${push}}`]: '0+40x40' },
    quiet: { [`gorush_ios_success{${push}}`]: '0+95x40', [`gorush_ios_error{${push}}`]: '0+5x40' },
    at: '30m',
    labels: { namespace: 'media' },
    summary: 'Apple refuses 40% of all notifications: users miss them',
  },
  'push PushRefused Google': {
    fires: { [`gorush_android_success{${push}}`]: '0+0x40', [`gorush_android_fail{${push}}`]: '0+1x40' },
    // All of them, but only a few.
    quiet: { [`gorush_android_success{${push}}`]: '0+0x40', [`gorush_android_fail{${push}}`]: '0x20 1 2 3x18' },
    at: '30m',
    labels: { namespace: 'media' },
    summary: 'Google refuses 100% of all notifications: users miss them',
  },
  'argocd ApplicationOutOfSync': {
    fires: { [`argocd_app_info{${application},sync_status="OutOfSync",health_status="Healthy"}`]: '1x80' },
    quiet: {
      [`argocd_app_info{${application},sync_status="OutOfSync",health_status="Healthy"}`]: '1x30 _x50',
      [`argocd_app_info{${application},sync_status="Synced",health_status="Healthy"}`]: '_x30 1x50',
    },
    at: '70m',
    labels: { namespace: 'argocd', name: 'production-api', dest_server: 'https://hub' },
    summary: 'What runs of production-api has not been what git says for an hour',
  },
  'argocd ApplicationUnhealthy': {
    fires: { [`argocd_app_info{${application},sync_status="Synced",health_status="Degraded"}`]: '1x30' },
    quiet: { [`argocd_app_info{${application},sync_status="Synced",health_status="Progressing"}`]: '1x30' },
    at: '20m',
    labels: { namespace: 'argocd', name: 'production-api', dest_server: 'https://hub' },
    summary: 'Argo CD finds production-api degraded or missing: the release of its ring waits',
  },
};

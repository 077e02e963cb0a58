import type { AlertCases } from '../alertCase.ts';

const prometheus = 'namespace="monitoring",pod="prometheus-0"';
const alertmanager = 'namespace="monitoring",pod="alertmanager-alertmanager-0"';

/** Cases of alerts about the path of alerts itself. */
export const alertingCases: AlertCases = {
  'prometheus Watchdog': {
    fires: {},
    // It is never quiet.
    quiet: {},
    at: '1m',
    labels: {},
    summary: 'Always fires. Who receives it raises an alarm when it stops: then no alert arrives any more',
  },
  'prometheus RulesFail': {
    fires: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="shop"}`]: '0+1x15' },
    quiet: { [`prometheus_rule_evaluation_failures_total{${prometheus},rule_group="shop"}`]: '7x15' },
    at: '12m',
    labels: { namespace: 'monitoring', pod: 'prometheus-0', rule_group: 'shop' },
    summary: 'Rules of shop cannot be evaluated: their alerts are silent, whatever happens',
  },
  'alertmanager AlertmanagerUnreachable': {
    fires: { [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: '0x15' },
    quiet: {
      [`prometheus_notifications_alertmanagers_discovered{${prometheus}}`]: '2x15',
      [`prometheus_notifications_dropped_total{${prometheus}}`]: '5x15',
    },
    at: '10m',
    labels: { namespace: 'monitoring', pod: 'prometheus-0' },
    summary: 'Prometheus prometheus-0 cannot hand its alerts to an Alertmanager',
  },
  'alertmanager NotificationsFail': {
    fires: {
      [`alertmanager_notifications_failed_total{${alertmanager},integration="slack",reason="other"}`]: '0x20 1x15',
    },
    // It failed before, and has not since.
    quiet: {
      [`alertmanager_notifications_failed_total{${alertmanager},integration="slack",reason="other"}`]: '0+1x3 3x40',
    },
    at: '30m',
    labels: { namespace: 'monitoring', integration: 'slack' },
    summary: 'Messages by slack fail: who is told by it hears of no alert',
  },
  'alertmanager AlertmanagerConfigRefused': {
    fires: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: '1x5 0x30' },
    quiet: { [`alertmanager_config_last_reload_successful{${alertmanager}}`]: '1x5 0x5 1x20' },
    at: '20m',
    labels: { namespace: 'monitoring', pod: 'alertmanager-alertmanager-0' },
    summary: 'alertmanager-alertmanager-0 refuses its configuration and tells people by the one before',
  },
  'targets TargetDown': {
    fires: { 'up{namespace="backend",job="shop",pod="shop-1"}': '0x15' },
    quiet: { 'up{namespace="backend",job="shop",pod="shop-1"}': '0x8 1x7' },
    at: '12m',
    labels: { namespace: 'backend', job: 'shop', pod: 'shop-1' },
    summary: 'Pod shop-1 of shop in backend gives no metrics: other alerts do not see it',
  },
};

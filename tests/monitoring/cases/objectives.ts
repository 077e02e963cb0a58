import type { AlertCase, AlertCases, InputSeries } from '../alertCase.ts';

const shop = 'namespace="backend",service="shop"';

/** Answered and failed requests in each interval. */
const requests = (good: number, failed: number): InputSeries => ({
  [`http_requests_total{${shop},status="200"}`]: `0+${good}x120`,
  [`http_requests_total{${shop},status="500"}`]: `0+${failed}x120`,
});

/** Answered requests in each interval, and those of them within half a second. */
const durations = (all: number, fast: number): InputSeries => ({
  [`http_request_duration_seconds_count{${shop}}`]: `0+${all}x120`,
  [`http_request_duration_seconds_bucket{${shop},le="0.5"}`]: `0+${fast}x120`,
});

const budget = (slo: string, summary: string, rest: Omit<AlertCase, 'labels' | 'summary'>): AlertCase => ({
  ...rest,
  labels: { slo, app: 'shop', namespace: 'backend' },
  summary,
});

export const objectiveCases: AlertCases = {
  'availability ErrorBudgetBurn 1h': budget(
    'availability',
    'shop fails: 1.667% of requests in 1h, and 0.1% are allowed',
    { fires: requests(590, 10), quiet: requests(595, 5), at: '80m' },
  ),
  'availability ErrorBudgetBurn 6h': budget('availability', 'shop fails: 1% of requests in 6h, and 0.1% are allowed', {
    fires: requests(2970, 30),
    quiet: requests(2990, 10),
    at: '7h',
    every: '5m',
  }),
  'availability ErrorBudgetBurn 1d': budget(
    'availability',
    'shop fails: 0.4% of requests in 1d, and 0.1% are allowed',
    { fires: requests(996, 4), quiet: requests(998, 2), at: '30h', every: '30m' },
  ),
  'availability ErrorBudgetBurn 3d': budget(
    'availability',
    'shop fails: 0.2% of requests in 3d, and 0.1% are allowed',
    { fires: requests(1996, 4), quiet: requests(1999, 1), at: '4d', every: '1h' },
  ),
  'latency ErrorBudgetBurn 1h': budget(
    'latency',
    'shop is slower than 0.5 s: 20% of requests in 1h, and 1% are allowed',
    { fires: durations(600, 480), quiet: durations(600, 540), at: '80m' },
  ),
  'latency ErrorBudgetBurn 6h': budget(
    'latency',
    'shop is slower than 0.5 s: 10% of requests in 6h, and 1% are allowed',
    { fires: durations(3000, 2700), quiet: durations(3000, 2880), at: '7h', every: '5m' },
  ),
  'latency ErrorBudgetBurn 1d': budget(
    'latency',
    'shop is slower than 0.5 s: 5% of requests in 1d, and 1% are allowed',
    { fires: durations(1000, 950), quiet: durations(1000, 980), at: '30h', every: '30m' },
  ),
  'latency ErrorBudgetBurn 3d': budget(
    'latency',
    'shop is slower than 0.5 s: 2% of requests in 3d, and 1% are allowed',
    { fires: durations(1000, 980), quiet: durations(1000, 995), at: '4d', every: '1h' },
  ),
};

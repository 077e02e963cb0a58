import { rule } from '../../generators/model/rule.ts';
import { queriesOf, recordedSeries } from '../cluster/queries.ts';
import { scrapeSecondsOf } from '../cluster/scrapes.ts';
import { alertingOn, scalingOn, withPrometheus } from '../example/prometheus.ts';

const among = withPrometheus;

/** Functions that compare values within a range: one value says nothing to them. */
const comparing = new Set([
  'rate',
  'irate',
  'increase',
  'delta',
  'idelta',
  'deriv',
  'predict_linear',
  'changes',
  'resets',
]);

const rangesFilled = rule({
  code: 'ranges-filled',
  severity: 'error',
  title: 'The range of a rate holds four scrapes of what it looks at.',
  why:
    'A rate needs two values, and one scrape may fail: over a shorter range there is now and then no result, and a scaler ' +
    'takes its fallback, an alert starts to wait anew. ' +
    'https://www.robustperception.io/what-range-should-i-use-with-rate/',
  fix: 'Take a range of four scrape intervals at least, or scrape more often.',
  *check(view) {
    const recorded = recordedSeries(view);
    for (const { object, field, query } of queriesOf(view)) {
      for (const selector of query.selectors) {
        const { metric, range } = selector;
        if (!range || !comparing.has(range.by) || recorded.has(metric)) continue;
        const seconds = scrapeSecondsOf(view, selector);
        if (range.seconds >= 4 * seconds) continue;
        const message = `It looks at ${range.text} of ${metric}, which is read every ${seconds} s: ${4 * seconds} s are four times that.`;
        yield { object, field, message };
      }
    }
  },
  passes: [
    {
      title: 'four scrapes',
      among,
      objects: [scalingOn('sum(rate(http_requests_total{job="worker"}[2m]))')],
    },
    {
      title: 'one minute of what is read four times a minute',
      among,
      objects: [alertingOn('rate(http_requests_total{namespace="backend",service="api"}[1m]) > 9')],
    },
    { title: 'a function that takes one value too', among, objects: [alertingOn('max_over_time(up[15s]) == 0')] },
  ],
  fails: [
    {
      title: 'one minute of what is read twice a minute',
      among,
      objects: [alertingOn('increase(prometheus_notifications_dropped_total[1m]) > 0')],
    },
  ],
});

export default rangesFilled;

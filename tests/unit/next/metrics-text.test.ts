import { expect, test } from 'vitest';
import { metricsText } from '@/lib/next/metrics-text';
import words from '@/messages/en/metrics.json';

test('each metric says what it is, of which kind, and its figures by label', () => {
  expect(
    metricsText([
      {
        name: 'crosswalk_http_requests_total',
        kind: 'counter',
        samples: [{ labels: { route: '/catalog/[slug]', outcome: '2xx' }, value: 3 }],
      },
      { name: 'crosswalk_ready', kind: 'gauge', samples: [{ value: 0.5 }] },
      {
        name: 'crosswalk_http_request_duration_seconds',
        kind: 'histogram',
        samples: [
          { suffix: '_bucket', labels: { le: '+Inf' }, value: 1 },
          { suffix: '_sum', value: 2 },
          { suffix: '_count', value: 1 },
        ],
      },
    ]),
  ).toBe(`# HELP crosswalk_http_requests_total ${words.crosswalk_http_requests_total}
# TYPE crosswalk_http_requests_total counter
crosswalk_http_requests_total{route="/catalog/[slug]",outcome="2xx"} 3
# HELP crosswalk_ready ${words.crosswalk_ready}
# TYPE crosswalk_ready gauge
crosswalk_ready 0.5
# HELP crosswalk_http_request_duration_seconds ${words.crosswalk_http_request_duration_seconds}
# TYPE crosswalk_http_request_duration_seconds histogram
crosswalk_http_request_duration_seconds_bucket{le="+Inf"} 1
crosswalk_http_request_duration_seconds_sum 2
crosswalk_http_request_duration_seconds_count 1
`);
});

test('what is not known is left out: it is not zero', () => {
  expect(metricsText([{ name: 'crosswalk_disk_free_bytes', kind: 'gauge', samples: [] }])).toBe('');
});

test('a line stays a line, whatever stands in a label', () => {
  const text = metricsText([
    {
      name: 'crosswalk_disk_free_bytes',
      kind: 'gauge',
      samples: [{ labels: { of: 'a"b\\c\nd' }, value: Number.POSITIVE_INFINITY }],
    },
  ]);
  expect(text.split('\n').slice(2)).toEqual(['crosswalk_disk_free_bytes{of="a\\"b\\\\c\\nd"} +Inf', '']);
});

test('what a metric is, in words, fits into a line as well', () => {
  expect(Object.values(words).filter((help) => /[\n\\]/.test(help))).toEqual([]);
});

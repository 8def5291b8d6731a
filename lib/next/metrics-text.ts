import words from '@/messages/en/metrics.json';

/** One figure and what it is of. Labels come from short lists of ours, never from somebody's input. */
export interface Sample {
  value: number;
  labels?: Readonly<Record<string, string>>;
  /** Which part of a histogram this is. */
  suffix?: '_bucket' | '_sum' | '_count';
}

export interface Metric {
  /** What it is stands under its name in the messages. */
  name: keyof typeof words;
  kind: 'counter' | 'gauge' | 'histogram';
  /** None where it is not known: a figure that is not there is not zero. */
  samples: readonly Sample[];
}

export const metricsContentType = 'text/plain; version=0.0.4; charset=utf-8';

/** Metrics as Prometheus reads them. @source https://prometheus.io/docs/instrumenting/exposition_formats/, text format 0.0.4 */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, kind, samples }) => {
      const lines = samples.map(
        ({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelText(labels)} ${number(value)}\n`,
      );
      return `# HELP ${name} ${words[name]}\n# TYPE ${name} ${kind}\n${lines.join('')}`;
    })
    .join('');
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function number(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** One look at what a running product holds and how it answers. */
export interface Sample {
  /** Since the beginning. @units seconds */
  at: number;
  figures: Readonly<Record<Measure, number>>;
}

/** Of which growth is looked for. */
export type Measure =
  | 'keptMb'
  | 'residentMb'
  | 'openFiles'
  | 'connections'
  | 'processes'
  | 'visitorMs'
  | 'staffMs'
  | 'writeMs'
  | 'logMb'
  | 'kbAWrite';

/**
 * How much each may grow from the end of the warm-up to the end: a share of its level then, and at least so much, which is what it moves by
 * when nothing leaks. What is kept after a collection may grow by a tenth, which over six hours finds a leak of some 3 MB an hour; what the
 * system holds for the process is let breathe by half, since the engine gives back what it does not need when it pleases; answers, whose
 * time is the machine's as well, by half; what is counted hardly at all. The log is bounded by its own rules, and the database grows by
 * what is written.
 */
export const allowance: Readonly<Record<Measure, { share: number; least: number }>> = {
  keptMb: { share: 0.1, least: 10 },
  residentMb: { share: 0.5, least: 200 },
  openFiles: { share: 0.1, least: 10 },
  connections: { share: 0, least: 3 },
  processes: { share: 0, least: 2 },
  visitorMs: { share: 0.5, least: 100 },
  staffMs: { share: 0.5, least: 150 },
  writeMs: { share: 0.5, least: 150 },
  logMb: { share: 0, least: 50 },
  kbAWrite: { share: 0.25, least: 5 },
};

/** What is left out at the beginning, while the product fills what it keeps: a quarter, and no more than half an hour. @units seconds */
export function warmUpOf(length: number): number {
  return Math.min(length / 4, 1_800);
}

export interface Trend {
  /** At the end of the warm-up, by the line through all samples after it. */
  from: number;
  to: number;
  grows: boolean;
}

/**
 * The line through the samples after the warm-up (the median of the slopes between all pairs, which single outliers do not move: Theil and
 * Sen), and whether it rises by more than is allowed.
 */
export function trendOf(measure: Measure, samples: readonly Sample[], length: number): Trend {
  const points = samples
    .filter(({ at }) => at >= warmUpOf(length))
    .map(({ at, figures }) => ({ at, value: figures[measure] }));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { from: 0, to: 0, grows: false };
  // Of thousands of samples some hundred say as much, and their pairs are soon looked at.
  const step = Math.ceil(points.length / 300);
  const some = points.filter((_, n) => n % step === 0);
  const slope = median(
    some.flatMap((one, i) =>
      some.slice(i + 1).map((other) => (other.value - one.value) / (other.at - one.at)),
    ),
  );
  const level = median(some.map(({ at, value }) => value - slope * (at - first.at)));
  const to = level + slope * (last.at - first.at);
  const { share, least } = allowance[measure];
  return { from: level, to, grows: to - level > Math.max(least, level * share) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

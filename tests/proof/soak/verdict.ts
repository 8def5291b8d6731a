import { allowance, type Measure, type Sample, type Trend, trendOf, warmUpOf } from './slope';

/** Of requests, the share that may be told to come back or fail: somebody else uses this machine as well. */
const mostFailed = 0.001;
/** Of the time that was asked for, the share after which all of it was looked at. */
const whole = 0.95;

/** What a soak has seen until now. */
export interface Course {
  /** How long it is to take. @units seconds */
  length: number;
  samples: readonly Sample[];
  /** Requests that were answered as they should be. */
  answered: number;
  /** And those that were not. */
  failed: number;
}

export interface Verdict {
  /** How long was looked at, to the last sample. @units seconds */
  seconds: number;
  /** Of each measure where it was at the end of the warm-up and where it is; none before there are two looks after it. */
  trends: Partial<Record<Measure, Trend>>;
  growing: Measure[];
  tooManyFailed: boolean;
  /** It went on for as long as it was to. */
  isWhole: boolean;
  /** Nothing grows, nearly all was answered, and it is whole. */
  isGreen: boolean;
}

/** What a soak shows, whether it has come to its end or was ended before: of the warm-up nothing, of the rest whether something grows. */
export function verdictOf({ length, samples, answered, failed }: Course): Verdict {
  const seconds = samples.at(-1)?.at ?? 0;
  const isJudged = samples.filter(({ at }) => at >= warmUpOf(length)).length > 1;
  const measures = isJudged ? (Object.keys(allowance) as Measure[]) : [];
  const trends = Object.fromEntries(measures.map((measure) => [measure, trendOf(measure, samples, length)]));
  const growing = measures.filter((measure) => trends[measure]?.grows);
  const tooManyFailed = failed > Math.max(1, (answered + failed) * mostFailed);
  const isWhole = seconds >= length * whole;
  return {
    seconds,
    trends,
    growing,
    tooManyFailed,
    isWhole,
    isGreen: isWhole && isJudged && growing.length === 0 && !tooManyFailed,
  };
}

import 'server-only';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ToldBadge } from '@/components/badge/told-badge';
import { Unit } from '@/lib/amount/unit';
import type { Check } from '@/lib/badge/check';
import { headlineOf } from '@/lib/badge/headline';
import type { Decides } from '@/lib/badge/report';
import { askHref } from '@/lib/catalog/certificate-request';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { claimOfEstimate } from '@/lib/claim/claim-href';
import { isCivilDate } from '@/lib/kernel/civil-date';
import { shownLine } from '@/lib/kernel/shown-text';
import { amountInWords } from '@/lib/signed-record/award-badge';
import type { BadgeAnswer, CheckedBadge } from '@/lib/usecases/badge/check-badge';

/** An answer in the words of the reader. */
export async function toldBadge(answer: BadgeAnswer): Promise<ToldBadge> {
  const [t, format] = await Promise.all([getTranslations('badge'), getFormatter()]);
  // Reasons come from the checks, which know no language; each has its sentence.
  const say = t as unknown as (key: string, values?: Record<string, string | number>) => string;
  const day = (date: string) => format.dateTime(new Date(date), { dateStyle: 'long', timeZone: 'UTC' });

  function checkTold(
    { name, outcome, reason, values = {} }: Check,
    trust: CheckedBadge['trust'],
  ): ToldBadge['checks'][number] {
    const readable = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        isCivilDate(value) ? day(value) : shown(value, say('unnamed')),
      ]),
    );
    return {
      name: say(`name.${name}`),
      outcome,
      outcomeWord: say(`outcome.${outcome}`),
      sentence: say(`reason.${reason}`, readable),
      more: name === 'issuer' ? trust.map(trustTold) : [],
    };
  }

  function trustTold({ standing, firstDay, lastDay, sourceUrl, ...said }: CheckedBadge['trust'][number]) {
    const { institution, name, reason } = said;
    const until = lastDay === null ? '' : day(lastDay);
    const ends = lastDay === null ? 'no' : 'yes';
    return {
      sentence: say(`trust.${standing}`, { institution, name, reason, from: day(firstDay), until, ends }),
      source: say('trust.source'),
      href: sourceUrl,
    };
  }

  /** What is decided, in words: it comes before whether it is unaltered. */
  function decidesTold(decides: Decides, institution: string): string[] {
    const { word, amount, countsAs, conditions, reason, claimableFrom, claimableUntil } = decides;
    const line = (key: string, value: string | null) =>
      value === null || value === '' ? [] : [say(`decides.${key}`, { value: shownLine(value, mostSaid) })];
    const unit = Unit.safeParse(amount?.unit);
    return [
      say(`decides.${word}`, { institution }),
      ...line(
        amount?.isMost === true ? 'upTo' : 'amount',
        amount && unit.success ? amountInWords(amount.amount, unit.data) : null,
      ),
      ...line(word === 'award' ? 'awarded' : 'countsAs', countsAs.join('; ')),
      ...line('conditions', conditions.join('; ')),
      ...line('reason', reason),
      ...line('from', claimableFrom && day(claimableFrom)),
      ...line(isOver(decides) ? 'ended' : 'until', claimableUntil && day(claimableUntil)),
    ];
  }

  function told({ report, trust, match }: CheckedBadge): ToldBadge {
    const { facts, verdict, warnings, notLookedAt } = report;
    // What stands in a part that could not be read is not left out by anybody.
    const missing = say(
      report.checks.some(({ reason }) => reason === 'formUnreached') ? 'unread' : 'unnamed',
    );
    const issuer = shown(facts.issuer.name ?? facts.issuer.id ?? '', missing);
    // What a record is made of has entries of its own, and a decision is about certificates, and none itself.
    const own =
      report.contained.length > 0 || facts.kind === 'decision' || facts.decides !== undefined
        ? []
        : [match.check];
    const entries = own.length === 0 ? [] : match.entry === null ? match.alike : [match.entry];
    const checks = [...report.checks, ...own];
    const { key, lede, tone, failed, failedWithin, isUnshown } = headlineOf(checks, {
      hasRemarks: warnings.length > 0,
      within: report.contained.map((one) => one.checks),
    });
    const days = [
      [facts.decides === undefined ? 'completed' : 'awarded', facts.completedOn],
      ['validFrom', facts.validFrom],
      ['validUntil', facts.validUntil],
    ] as const;
    return {
      decides: facts.decides === undefined ? [] : decidesTold(facts.decides, issuer),
      tone: facts.decides !== undefined && isOver(facts.decides) && tone === 'done' ? 'warning' : tone,
      headline: say(key, {
        failed: format.list(
          failed.map(({ name }) => say(`name.${name}`)),
          { type: 'unit' },
        ),
      }),
      lede: [...(failedWithin > 0 ? [say('failedWithin', { count: failedWithin })] : []), say(lede)].join(
        ' ',
      ),
      caution: verdict !== 'invalid' && isUnshown ? say('nobodyShown', { issuer }) : null,
      facts: [
        {
          name: say(facts.decides === undefined ? 'facts.title' : 'facts.record'),
          value: shown(facts.title ?? '', missing),
        },
        { name: say('facts.issuer'), value: issuer },
        { name: say('facts.kind'), value: say(`kind.${facts.kind}`) },
        ...days.flatMap(([name, date]) =>
          date === null ? [] : [{ name: say(`facts.${name}`), value: day(date) }],
        ),
        ...(facts.validUntil === null ? [{ name: say('facts.validUntil'), value: say('unstated') }] : []),
      ],
      checks: checks.map((check) => checkTold(check, trust)),
      warnings: warnings.map((warning) => say(`warning.${warning}`)),
      entries: entries.map(({ slug, title, language, provider }) => ({
        href: `/catalog/${slug}`,
        title,
        language,
        provider,
      })),
      contained: [],
      notLookedAt: notLookedAt > 0 ? say('notLookedAt', { count: notLookedAt }) : null,
      estimate: null,
      claim: null,
      another: null,
      ask:
        own.some(({ reason }) => reason === 'achievementNotListed') && facts.title !== null
          ? askHref({ title: shown(facts.title, ''), provider: shown(facts.issuer.name ?? '', '') })
          : null,
      words: {
        checks: say('checks'),
        warnings: say('warnings'),
        entries: say(match.entry === null ? 'entries' : 'entry'),
        estimate: say(answer.isAnothers ? 'estimateOther' : 'estimate'),
        claim: say('claim'),
        ask: say('ask'),
        contained: say('contained'),
      },
    };
  }

  return {
    ...told(answer),
    contained: answer.contained.map(told),
    estimate: answer.estimate,
    claim:
      answer.estimate !== null && !answer.isAnothers && isAtOne(answer.estimate)
        ? claimOfEstimate(answer.estimate)
        : null,
    another: answer.isAnothers ? say('another') : null,
  };
}

/** Whether an estimate is of one institution: a claim is made at one. */
function isAtOne(href: string): boolean {
  return (
    parseEstimateQuery(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).query.institution !== null
  );
}

/** Whether the last day on which somebody could come to it is over, by the calendar of UTC. */
function isOver({ claimableUntil }: Decides): boolean {
  return claimableUntil !== null && claimableUntil < new Date().toISOString().slice(0, 10);
}

/** @units characters */
const mostSaid = 2_000;
/** @units characters */
const mostShown = 200;

function shown(text: string, otherwise: string): string {
  const line = shownLine(text, mostShown);
  return line === '' ? otherwise : line;
}

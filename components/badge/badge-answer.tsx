'use client';

/** BadgeAnswer: what came of the badge that the ActionForm around it sent; nothing before that. No props. */
import clsx from 'clsx';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useFormState } from '@/components/ui/form-state';
import { Icon, type IconName } from '@/components/ui/icon';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { ToldBadge } from './told-badge';

const marks: Record<ToldBadge['checks'][number]['outcome'], { icon: IconName; className: string }> = {
  pass: { icon: 'check', className: 'text-published' },
  fail: { icon: 'cross', className: 'text-suspended' },
  unknown: { icon: 'info', className: 'text-soft' },
};

export function BadgeAnswer() {
  const state = useFormState()?.state;
  if (state?.status !== 'done' || state.value === undefined) return null;
  const told = state.value as ToldBadge;
  return (
    <section className="grid gap-6 border-b border-edge pb-8" data-answer>
      <One told={told} level={2} />
      {told.contained.length > 0 && (
        <div className="grid gap-6">
          <h2 className="serif text-xl">{told.words.contained}</h2>
          {told.contained.map((one, at) => (
            <div key={at} className="border-l border-line pl-4">
              <One told={one} level={3} />
            </div>
          ))}
        </div>
      )}
      {told.notLookedAt !== null && <p>{told.notLookedAt}</p>}
      {told.estimate !== null && (
        <div className="grid justify-items-start gap-3">
          {told.another !== null && <p>{told.another}</p>}
          <LinkButton href={told.estimate} tone={told.another === null ? 'primary' : 'secondary'}>
            {told.words.estimate}
          </LinkButton>
          {told.claim !== null && <TextLink href={told.claim}>{told.words.claim}</TextLink>}
        </div>
      )}
    </section>
  );
}

function One({ told, level }: { told: ToldBadge; level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  const Below = level === 2 ? 'h3' : 'h4';
  const { decides, tone, headline, lede, caution, facts, checks, warnings, entries, ask, words } = told;
  return (
    <div className="grid gap-5">
      {decides.length > 0 && (
        <div className="grid gap-1 [overflow-wrap:anywhere]">
          {decides.map((sentence, at) => (
            <p key={at} className={at === 0 ? 'text-lg font-semibold' : undefined}>
              <bdi>{sentence}</bdi>
            </p>
          ))}
        </div>
      )}
      <Notice tone={tone}>
        <Heading className="text-lg font-semibold">{headline}</Heading>
        <p>{lede}</p>
        {caution !== null && <p className="font-medium [overflow-wrap:anywhere]">{caution}</p>}
      </Notice>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="mb-2 [overflow-wrap:anywhere] sm:mb-0">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-1">
        <Below className="font-semibold">{words.checks}</Below>
        <ul className="stack border-y border-line">
          {checks.map(({ name, outcome, outcomeWord, sentence, more }) => (
            <li key={name} className="grid gap-x-6 py-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
              <span className="flex items-start gap-2">
                <span className={clsx('mt-1 shrink-0', marks[outcome].className)}>
                  <Icon name={marks[outcome].icon} />
                </span>
                <span className="grid">
                  <span className="font-medium">{name}</span>
                  <span className="text-sm text-soft">{outcomeWord}</span>
                </span>
              </span>
              <div className="grid content-start gap-1 [overflow-wrap:anywhere]">
                <p>{sentence}</p>
                {more.length > 0 && (
                  <ul className="grid list-disc gap-1 pl-5">
                    {more.map((one, at) => (
                      <li key={at}>
                        {one.sentence} <TextLink href={one.href}>{one.source}</TextLink>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
      {warnings.length > 0 && (
        <div className="grid gap-1">
          <Below className="font-semibold">{words.warnings}</Below>
          <ul className="grid list-disc gap-1 pl-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
      {entries.length > 0 && (
        <div className="grid gap-1">
          <Below className="font-semibold">{words.entries}</Below>
          <ul className="grid gap-1">
            {entries.map(({ href, title, language, provider }) => (
              <li key={href}>
                <TextLink href={href}>
                  <EntryTitle title={title} language={language} />
                </TextLink>
                <span className="text-soft"> · {provider}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {ask !== null && (
        <p>
          <TextLink href={ask}>{words.ask}</TextLink>
        </p>
      )}
    </div>
  );
}

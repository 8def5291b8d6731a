'use client';

/**
 * SuggestionPanel: suggestions (what could be decided, with reasons), isIn (whether a target stands in the form), hrefOf, onChoose, homeUnit. Stands beside the choice of a
 * target. Choosing puts a target into the form and saves nothing; without JavaScript each choice opens the page with the target in the form.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Amount } from '@/components/credit/amount';
import { buttonClass } from '@/components/ui/button-class';
import { Day } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import type { SuggestedTarget } from '@/lib/rule/suggested-target';
import type { Suggested, Suggestions } from '@/lib/usecases/suggestion/view-suggestions';

export type SuggestionPanelProps = {
  suggestions: Suggestions;
  isIn: (suggested: SuggestedTarget) => boolean;
  /** The page with that target in its form; with none, the page as it is. */
  hrefOf: (text: string | null) => string;
  onChoose: (suggested: SuggestedTarget) => void;
  homeUnit: Unit;
};

/** The likeliest are enough for most; the rest is a press away. */
const openly = 2;

export function SuggestionPanel({ suggestions, isIn, hrefOf, onChoose, homeUnit }: SuggestionPanelProps) {
  const t = useTranslations('registrar.suggestion');
  const [said, setSaid] = useState<string | null>(null);
  if (suggestions.state === 'off') return null;
  const list = suggestions.state === 'ready' ? suggestions.suggested : [];
  const row = (one: Suggested) => (
    <Row
      key={one.text}
      suggestion={one}
      isIn={isIn(one.suggested)}
      href={hrefOf(one.text)}
      homeUnit={homeUnit}
      onChoose={(name) => {
        onChoose(one.suggested);
        setSaid(name);
      }}
    />
  );
  return (
    <section
      aria-labelledby="suggestions"
      className="grid gap-1 border-l-2 border-accent bg-sunken px-4 py-2.5"
    >
      <div className="grid gap-0.5">
        <h3 id="suggestions" className="font-semibold">
          {t('title')}
        </h3>
        {list.length > 0 && <p className="measure text-sm text-soft">{t('lede')}</p>}
      </div>
      {list.map(({ text }) => (
        <input key={text} type="hidden" name="suggested[]" value={text} />
      ))}
      {suggestions.state === 'preparing' && (
        <p className="text-soft">
          {t.rich('preparing', {
            again: (label) => (
              <a href={hrefOf(null)} className="link">
                {label}
              </a>
            ),
          })}
        </p>
      )}
      {suggestions.state === 'ready' && list.length === 0 && <p className="text-soft">{t('none')}</p>}
      {list.length > 0 && <ol className="stack">{list.slice(0, openly).map(row)}</ol>}
      {list.length > openly && (
        <Disclosure summary={t('more', { count: list.length - openly })}>
          <ol className="stack">{list.slice(openly).map(row)}</ol>
        </Disclosure>
      )}
      <p role="status" className={said === null ? 'sr-only' : 'text-sm font-medium'}>
        {said === null ? '' : t('putIn', { name: said })}
      </p>
    </section>
  );
}

function Row({
  suggestion,
  isIn,
  href,
  homeUnit,
  onChoose,
}: {
  suggestion: Suggested;
  isIn: boolean;
  href: string;
  homeUnit: Unit;
  onChoose: (name: string) => void;
}) {
  const t = useTranslations('registrar.suggestion');
  const kinds = useTranslations('registrar.editor.kindOf');
  const format = useFormatter();
  const { suggested, title, credits, confidence } = suggestion;
  const name = suggested === null ? t('no') : suggested.target;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 py-2">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{name}</span>
          {title !== null && <span>{title}</span>}
          {suggested !== null && suggested.kind !== 'course' && (
            <span className="text-sm text-soft">{kinds(suggested.kind)}</span>
          )}
          {credits !== null && (
            <span className="text-sm text-soft">
              <Amount value={credits} unit={homeUnit} />
            </span>
          )}
          {confidence !== null && (
            <span className="text-sm text-soft">
              {t('confidence', {
                part: format.number(confidence, { style: 'percent', maximumFractionDigits: 0 }),
              })}
            </span>
          )}
        </p>
        <Reasons suggestion={suggestion} homeUnit={homeUnit} />
      </div>
      <div className="flex items-start">
        {isIn ? (
          <span className="inline-flex min-h-8 items-center gap-1.5 text-sm text-soft">
            <Icon name="check" className="size-3.5" />
            {t('isIn')}
          </span>
        ) : (
          <a
            href={href}
            className={buttonClass('secondary', 'small')}
            aria-label={t('chooseNamed', { name })}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
              event.preventDefault();
              onChoose(name);
            }}
          >
            {t('choose')}
          </a>
        )}
      </div>
    </li>
  );
}

/** The weightiest reason stands open, the others a press away. */
function Reasons({ suggestion, homeUnit }: { suggestion: Suggested; homeUnit: Unit }) {
  const t = useTranslations('registrar.suggestion');
  const { precedents, peers, words, levelFits, creditsAbove } = suggestion;
  const reasons = [
    ...precedents.map((one) => (
      <span key={one.id}>
        {t(
          one.isSame
            ? 'like.same'
            : one.like >= 0.75
              ? 'like.very'
              : one.like >= 0.5
                ? 'like.like'
                : 'like.some',
        )}{' '}
        <TextLink href={`/registrar/rules/${one.id}`}>
          {t('precedent', { title: one.title, version: one.version })}
        </TextLink>
        {one.decidedOn !== null &&
          t.rich(one.publisher === null ? 'approved' : 'published', {
            who: one.publisher ?? '',
            date: () => <Day date={one.decidedOn ?? ''} />,
          })}
      </span>
    )),
    ...peers.map((one) => (
      <span key={one.id}>
        {t.rich(one.as === null ? 'peerNo' : 'peer', {
          name: one.institutionName,
          title: one.as ?? '',
          date: () => (one.publishedOn === null ? null : <Day date={one.publishedOn} />),
        })}
      </span>
    )),
    ...(words.length > 0 ? [<span key="words">{t('words', { words: words.join(', ') })}</span>] : []),
    ...(levelFits === null ? [] : [<span key="level">{t(levelFits ? 'levelFits' : 'levelOther')}</span>]),
    ...(creditsAbove === null
      ? []
      : [
          <span key="credits">
            {creditsAbove === 0
              ? t('creditsSame')
              : t.rich(creditsAbove > 0 ? 'creditsMore' : 'creditsLess', {
                  amount: () => <Amount value={String(Math.abs(creditsAbove))} unit={homeUnit} />,
                })}
          </span>,
        ]),
  ];
  const [first, ...others] = reasons;
  if (first === undefined) return null;
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 text-sm text-soft">
      <p>{first}</p>
      {others.length > 0 && (
        <Disclosure summary={t('reasons', { count: others.length })}>
          <ul className="grid list-disc gap-1 pl-5">
            {others.map((one) => (
              <li key={one.key}>{one}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

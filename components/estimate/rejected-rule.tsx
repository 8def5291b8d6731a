/** RejectedRule: why a rule gives nothing here, and each way to get its credit; the reason first. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { useLeafConditions } from '@/components/credit/premise-view';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { Disclosure } from '@/components/ui/disclosure';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { type ReasonSentence, useReasonWords } from './reason-words';

type MissingPart = ReasonSentence & { leaf?: MicroCredentialLeaf };
export type RejectedRuleProps = {
  id: string;
  title: string;
  /** What the rule says, where that is to be read with the reason. */
  definition?: RuleDefinition;
  reason: ReasonSentence & { parts?: readonly ReasonSentence[] };
  /** Any of these ways is enough, and all of it is needed. */
  ways: readonly { missing: readonly MissingPart[]; gives: string | null; more: string }[];
  /** Why it would give nothing even to somebody who meets it all. */
  even: ReasonSentence | null;
  names: RuleNames;
  /** Titles of the rules at hand, by the id of their version. */
  ruleTitles: Readonly<Record<string, string>>;
};

export function RejectedRule(props: RejectedRuleProps) {
  const { title, definition, reason, ways, even, names, ruleTitles } = props;
  const t = useTranslations('public.estimate');
  const entry = useTranslations('public.entry');
  const exact = useExactNumber();
  const say = useReasonWords(names, names.homeUnit, ruleTitles);
  const [way, ...others] = ways;
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap justify-between gap-x-6">
        <h4 className="font-medium">
          <RuleTitle title={title} />
        </h4>
        {way !== undefined && way.gives !== null && way.gives !== '0' && (
          <p className="text-soft">
            {t.rich('would', { amount: () => <Amount value={way.gives ?? '0'} unit={names.homeUnit} /> })}
            {way.more !== way.gives && !way.more.startsWith('-') && (
              <> · {t('wouldMore', { amount: exact(way.more) })}</>
            )}
          </p>
        )}
      </div>
      {way === undefined ? (
        <>
          <p>
            {say(reason)}{' '}
            {reason.change && even === null && (
              <strong className="font-semibold">{say(reason.change)}</strong>
            )}
          </p>
          {/* What would change it is no advice where it would still give nothing. */}
          <Parts
            parts={
              even === null
                ? (reason.parts ?? [])
                : (reason.parts ?? []).map(({ change: _, ...part }) => part)
            }
            say={say}
          />
          {even !== null && <p>{t.rich('even', { reason: () => say(even) })}</p>}
        </>
      ) : (
        <Ways first={way} others={others} say={say} />
      )}
      {definition !== undefined && (
        <Disclosure summary={entry('sentence')} className="text-sm">
          <RuleSentence definition={definition} names={names} />
        </Disclosure>
      )}
    </li>
  );
}

type Say = ReturnType<typeof useReasonWords>;

/** What every way needs is said once; what they differ in is said as either, or. */
function Ways({
  first,
  others,
  say,
}: {
  first: RejectedRuleProps['ways'][number];
  others: RejectedRuleProps['ways'];
  say: Say;
}) {
  const t = useTranslations('public.estimate');
  const keyOf = (part: MissingPart) => JSON.stringify(part);
  const isShared = (part: MissingPart) =>
    [first, ...others].every(({ missing }) => missing.some((one) => keyOf(one) === keyOf(part)));
  const shared = first.missing.filter(isShared);
  if (others.length === 0)
    return (
      <>
        {first.missing.length > 1 && <p>{t('allNeeded')}</p>}
        <Parts parts={first.missing} say={say} />
      </>
    );
  return (
    <>
      {shared.length > 0 && <Parts parts={shared} say={say} />}
      <p>{t(shared.length > 0 ? 'andEither' : 'either')}</p>
      <ul className="list-disc pl-5">
        {[first, ...others].map(({ missing }, index) => (
          <li key={index}>
            {missing
              .filter((part) => !isShared(part))
              .map((part) => (
                <Part key={keyOf(part)} part={part} say={say} />
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Parts({ parts, say }: { parts: readonly MissingPart[]; say: Say }) {
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1)
    return (
      <p>
        <Part part={only} say={say} />
      </p>
    );
  return (
    <ul className="list-disc pl-5">
      {parts.map((part, index) => (
        <li key={index}>
          <Part part={part} say={say} />
        </li>
      ))}
    </ul>
  );
}

function Part({ part, say }: { part: MissingPart; say: Say }) {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  const conditions = useLeafConditions()(part.leaf ?? { mc: '' });
  return (
    <span>
      {say(part)} {part.change && <strong className="font-semibold">{say(part.change)} </strong>}
      {conditions.length > 0 && <span>{t('neededWith', { list: format.list(conditions) })} </span>}
    </span>
  );
}

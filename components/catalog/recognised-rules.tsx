/** RecognisedRules: path, slug (of the institution), words, rules, names, asOf, total, page, pages. What an institution recognises, searchable, page by page. */
import { useTranslations } from 'next-intl';
import { decisionPath } from '@/lib/signed-record/addresses';
import type { RuleNames } from '@/lib/rule/rule-names';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { TextLink } from '@/components/ui/text-link';
import { RecognisedRule, type RecognisedRuleProps } from './recognised-rule';
import { WordsForm } from './words-form';

export type RecognisedRulesProps = {
  path: string;
  /** The institution; without it nothing leads to its decisions. */
  slug?: string;
  words: string;
  rules: readonly (Omit<RecognisedRuleProps, 'names' | 'asOf' | 'href'> & { id: string })[];
  names: RuleNames;
  asOf: string;
  total: number;
  page: number;
  pages: number;
};

export function RecognisedRules({
  path,
  slug,
  words,
  rules,
  names,
  asOf,
  total,
  page,
  pages,
}: RecognisedRulesProps) {
  const t = useTranslations('public.institutions');
  const hrefOf = (number: number) =>
    `${path}?${new URLSearchParams({ ...(words !== '' && { q: words }), page: String(number) }).toString()}`;
  return (
    <section className="grid min-w-0 content-start gap-3">
      <h2 className="serif text-xl">{t('rules')}</h2>
      {(total > 0 || words !== '') && (
        <WordsForm action={path} words={words} label={t('search')} submit={t('searchSubmit')} />
      )}
      <p role="status">{t('rulesFound', { count: total })}</p>
      {total === 0 ? (
        <EmptyState
          title={words === '' ? t('noRulesYet') : t('noRules')}
          action={words !== '' && <TextLink href={path}>{t('showAll')}</TextLink>}
        >
          {t('noRulesBody')}
        </EmptyState>
      ) : (
        <ol className="stack border-t border-line">
          {rules.map((rule) => (
            <RecognisedRule
              key={rule.id}
              {...rule}
              names={names}
              asOf={asOf}
              {...(slug !== undefined && { href: decisionPath(slug, rule) })}
            />
          ))}
        </ol>
      )}
      <Pagination page={page} pages={pages} hrefOf={hrefOf} />
    </section>
  );
}

/** ProgramList: programs, unit, hrefOf(code). Programs of an institution: each leads to what counts in it, with its limits one step away. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { useLimitWords } from '@/components/estimate/limit-words';
import { TextLink } from '@/components/ui/text-link';
import { Disclosure } from '@/components/ui/disclosure';
import type { Unit } from '@/lib/amount/unit';
import type { Limit } from '@/lib/credit/input';

export function ProgramList({
  programs,
  unit,
  hrefOf,
}: {
  programs: readonly { code: string; title: string; totalCredits: string; limits: readonly Limit[] }[];
  unit: Unit;
  hrefOf: (code: string) => string;
}) {
  const t = useTranslations('public.institutions');
  const words = useLimitWords(unit);
  if (programs.length === 0) return <p className="text-soft">{t('noPrograms')}</p>;
  return (
    <ul className="stack border-y border-line">
      {programs.map(({ code, title, totalCredits, limits }) => (
        <li key={code} className="grid gap-0.5 py-2">
          <TextLink href={hrefOf(code)}>{title}</TextLink>
          <Disclosure summary={t('limits')} className="text-sm">
            <p className="text-soft">
              {t.rich('programTotal', { total: () => <Amount value={totalCredits} unit={unit} /> })}
            </p>
            {limits.length === 0 ? (
              <p className="text-soft">{t('noLimits')}</p>
            ) : (
              <ul className="list-disc pl-5">
                {limits.map((limit) => (
                  <li key={limit.id}>{words(limit)}</li>
                ))}
              </ul>
            )}
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

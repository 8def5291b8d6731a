import { useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import type { EstimateProblem } from '@/lib/catalog/estimate-query';

/** What is wrong with an entry, as the sentence that stands beside its field. */
export function useProblemWords(): (problem: EstimateProblem) => string {
  const t = useTranslations('public.estimate');
  const day = useDay();
  const exact = useExactNumber();
  return ({ reason, values = {} }) =>
    t(
      `problem.${reason}`,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, name === 'most' ? exact(value) : day(value)]),
      ),
    );
}

/** A field of the estimate by its label: with the certificate that it is about. `titles` are those of the certificates, in order. */
export function useFieldWords(titles: readonly string[]): (field: string) => string {
  const t = useTranslations('public.estimate');
  return (field) => {
    const [, name = '', number = ''] = /^([a-z]+)(\d*)$/.exec(field) ?? [];
    const label = labels[name];
    const words = label === undefined ? t('entry') : t(label);
    const title = perCertificate.has(name) ? titles[Number(number) - 1] : undefined;
    return title ? t('problemOf', { title, field: words }) : words;
  };
}

const labels: Readonly<
  Record<
    string,
    | 'issuedOn'
    | 'expiresOn'
    | 'score'
    | 'version'
    | 'eqf'
    | 'credit'
    | 'creditUnit'
    | 'evidence'
    | 'institution'
    | 'program'
    | 'claimDate'
    | 'termStart'
    | 'courses'
    | 'assessmentScore'
    | 'held'
  >
> = {
  on: 'issuedOn',
  until: 'expiresOn',
  score: 'score',
  version: 'version',
  eqf: 'eqf',
  credit: 'credit',
  unit: 'creditUnit',
  proof: 'evidence',
  institution: 'institution',
  program: 'program',
  claim: 'claimDate',
  term: 'termStart',
  course: 'courses',
  exam: 'assessmentScore',
  examscore: 'assessmentScore',
  mc: 'held',
  add: 'held',
};
const perCertificate = new Set(['on', 'until', 'score', 'version', 'eqf', 'credit', 'unit', 'proof']);

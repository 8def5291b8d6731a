/** CertificateOutcomes: outcomes ({id, text}). What the certificates say one can do, numbered as the marks refer to them. */
import { useTranslations } from 'next-intl';

export function CertificateOutcomes({ outcomes }: { outcomes: readonly { id: string; text: string }[] }) {
  const t = useTranslations('faculty.coverage');
  if (outcomes.length === 0) return <p className="text-sm text-soft">{t('noCertificateOutcomes')}</p>;
  return (
    <ol className="stack text-sm">
      {outcomes.map((outcome, index) => (
        <li key={outcome.id} className="grid grid-cols-[2.25rem_1fr] py-1.5">
          <span className="tabular font-medium text-soft">{t('short', { number: index + 1 })}</span>
          {outcome.text}
        </li>
      ))}
    </ol>
  );
}

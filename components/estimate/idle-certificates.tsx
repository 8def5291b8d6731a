/** IdleCertificates: idle, titles (of certificates), ruleTitles. Each certificate that gives nothing more beside the others, and why. */
import { useFormatter, useTranslations } from 'next-intl';
import type { IdleHolding } from '@/lib/catalog/idle-holdings';

export type IdleCertificatesProps = {
  idle: readonly IdleHolding[];
  titles: Readonly<Record<string, string>>;
  ruleTitles: Readonly<Record<string, string>>;
};

export function IdleCertificates({ idle, titles, ruleTitles }: IdleCertificatesProps) {
  const t = useTranslations('public.estimate.idle');
  const format = useFormatter();
  if (idle.length === 0) return null;
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">{t('title')}</h3>
      <ul className="stack">
        {idle.map(({ credential, reason, by }) => (
          <li key={credential} className="py-1">
            <span className="font-medium">{titles[credential] ?? credential}</span>:{' '}
            <span className="text-soft">
              {t(reason, {
                count: by.length,
                rules: format.list(by.map((id) => ruleTitles[id] ?? id)),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

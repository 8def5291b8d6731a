/** ElementList: completeness, formId? (of the form whose fields it leads to). Which elements of the European description are there, and which are missing. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { Completeness, DescribedElement } from '@/lib/micro-credential/completeness';

export function ElementList({
  completeness,
  formId,
}: {
  completeness: Completeness;
  formId?: string | undefined;
}) {
  const t = useTranslations('listing.elements');
  const { elements, required, further } = completeness;
  const missing = elements.filter(({ isThere }) => !isThere);
  const groups = [
    { key: 'missingRequired' as const, elements: missing.filter(({ isRequired }) => isRequired) },
    { key: 'missingFurther' as const, elements: missing.filter(({ isRequired }) => !isRequired) },
  ];
  const fieldId = ({ field }: DescribedElement) =>
    field === 'outcomes' ? `${formId}-outcomes.0` : `${formId}-${field}`;
  return (
    <section className="grid content-start gap-4">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('title')}</h2>
      <p aria-live="polite" className="text-soft">
        {t.rich('score', {
          ...required,
          furtherThere: further.there,
          furtherOf: further.of,
          big: (text) => <span className="serif text-3xl text-ink tabular">{text}</span>,
        })}
      </p>
      <progress
        className="progress"
        value={required.there}
        max={required.of}
        aria-label={t('required', required)}
      />
      <p className="text-sm text-soft">{t('lede')}</p>
      {missing.length === 0 && <p>{t('all')}</p>}
      {groups.map(
        ({ key, elements: some }) =>
          some.length > 0 && (
            <div key={key} className="grid gap-1">
              <h3 className="kicker">{t(key)}</h3>
              <ul className="stack text-sm">
                {some.map((one) => (
                  <li key={one.element} className={clsx('py-1.5', !one.isRequired && 'text-soft')}>
                    {formId === undefined ? (
                      t(`name.${one.element}`)
                    ) : (
                      <a href={`#${fieldId(one)}`} className="link">
                        {t(`name.${one.element}`)}
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </section>
  );
}

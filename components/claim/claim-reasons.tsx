/** ClaimReasons: reasons, titles (of certificates, by place). Each rule, line and certificate that gave nothing, with the reason in the words of the estimate. */
import { useTranslations } from 'next-intl';
import { Standing } from '@/components/credit/standing';
import { IdleCertificates } from '@/components/estimate/idle-certificates';
import { useReasonWords } from '@/components/estimate/reason-words';
import { RejectedRule } from '@/components/estimate/rejected-rule';
import type { ToldReasons } from '@/lib/usecases/claim/told-reasons';

export function ClaimReasons({
  reasons: { rejected, denied, dropped, idle, names, ruleTitles },
  titles,
}: {
  reasons: ToldReasons;
  titles: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('public.estimate');
  const say = useReasonWords(names, names.homeUnit, ruleTitles);
  if (rejected.length + denied.length + dropped.length + idle.length === 0) return null;
  return (
    <div className="grid gap-4 [overflow-wrap:anywhere]">
      {(rejected.length > 0 || denied.length > 0) && (
        <section className="grid gap-2">
          <h3 className="text-lg font-semibold">{t('not')}</h3>
          <ul className="stack border-y border-line">
            {denied.map((id) => (
              <li key={id} className="grid gap-1 py-3">
                <h4 className="font-medium">
                  <bdi>{ruleTitles[id] ?? id}</bdi>
                </h4>
                <Standing standing="refused" />
              </li>
            ))}
            {rejected.map((one) => (
              <RejectedRule
                key={one.id}
                {...one}
                title={ruleTitles[one.id] ?? one.id}
                names={names}
                ruleTitles={ruleTitles}
              />
            ))}
          </ul>
        </section>
      )}
      {dropped.length > 0 && (
        <div className="grid gap-1">
          <h3 className="font-semibold">{t('dropped')}</h3>
          <ul className="text-soft">
            {dropped.map(({ rule, target, reason }, index) => (
              <li key={`${rule}-${index}`}>{say({ key: `drop.${reason}`, values: { target } })}</li>
            ))}
          </ul>
        </div>
      )}
      <IdleCertificates idle={idle} titles={titles} ruleTitles={ruleTitles} />
    </div>
  );
}

/** PolicyVersions: slug, versions {version, effectiveFrom, effectiveTo, standing}[], told (the one on the page). usePolicyDays: the days of one in words. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { policiesHref } from '@/lib/catalog/policies-href';
import type { PolicyDays } from '@/lib/usecases/catalog/view-policies';

export function usePolicyDays(): (policy: PolicyDays) => string {
  const t = useTranslations('policy');
  const day = useDay();
  return ({ effectiveFrom, effectiveTo, standing }) => {
    const from = day(effectiveFrom);
    if (effectiveTo === null) return t(standing === 'isComing' ? 'fromOn' : 'since', { from });
    const to = day(effectiveTo);
    return t(standing === 'isComing' ? 'fromUntil' : standing === 'isOver' ? 'was' : 'sinceUntil', {
      from,
      to,
    });
  };
}

export function PolicyVersions({
  slug,
  versions,
  told,
}: {
  slug: string;
  versions: readonly PolicyDays[];
  told: number | null;
}) {
  const t = useTranslations('policy');
  const days = usePolicyDays();
  return (
    <nav aria-labelledby="policy-versions" className="grid content-start gap-3">
      <h2 id="policy-versions" className="serif text-xl">
        {t('versions')}
      </h2>
      <ul className="stack border-y border-line">
        {versions.map((policy) => (
          <li key={policy.version} className="grid gap-0.5 py-2.5">
            <span>
              <TextLink
                href={policiesHref(slug, policy.standing === 'isInForce' ? undefined : policy.version)}
                aria-current={policy.version === told ? 'page' : undefined}
              >
                {t('versionOf', { version: policy.version })}
              </TextLink>
              , {t(policy.standing)}
            </span>
            <span className="text-sm text-soft">{days(policy)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

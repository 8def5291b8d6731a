import { getTranslations } from 'next-intl/server';
import { DownloadLinks } from '@/components/ui/download-links';
import { TextLink } from '@/components/ui/text-link';
import type { Actor } from '@/lib/access/actor';
import { ruleFileHref, type RuleQuery } from '@/lib/rule/list-query';
import { manyHref } from '@/lib/rule/many-query';
import { actsOnManyOf } from '@/lib/usecases/rule/preview-many';

/** What can be done with all that the list finds. */
export async function BelowTheList({
  query,
  total,
  actor,
}: {
  query: RuleQuery;
  total: number;
  actor: Actor;
}) {
  const [t, out] = await Promise.all([getTranslations('registrar.list'), getTranslations('imports.out')]);
  const acts = actsOnManyOf(actor);
  return (
    <>
      {acts.length > 0 && (
        <p className="no-print flex flex-wrap gap-x-6 gap-y-2 text-sm">
          {acts.map((act) => (
            <TextLink key={act} href={manyHref(query, act)}>
              {t(`many.${act}`)}
            </TextLink>
          ))}
        </p>
      )}
      <DownloadLinks hrefOf={(form) => ruleFileHref(query, form)}>
        {out('rules', { count: total })}
      </DownloadLinks>
    </>
  );
}

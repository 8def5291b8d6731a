/**
 * Signposts: groups, words. What is called like the words and is no entry, above the results: by kind a few, and where all of them stand.
 */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { type SignpostGroup, signpostsHref } from '@/lib/catalog/signpost';

export function Signposts({ groups, words }: { groups: readonly SignpostGroup[]; words: string }) {
  const t = useTranslations('public.search.signposts');
  if (groups.length === 0) return null;
  return (
    <section aria-label={t('label')} className="border-y border-line py-2 text-sm">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {groups.map(({ kind, total, first }) => (
          <div key={kind} className="contents">
            <dt className="text-soft">{t(kind)}</dt>
            <dd className="mb-1 sm:mb-0">
              <ul className="flex flex-wrap gap-x-5 gap-y-1">
                {first.map(({ text, institutionName, count, address }) => (
                  <li key={address} className="[overflow-wrap:anywhere]">
                    <TextLink href={address}>
                      {institutionName === null
                        ? text
                        : t('courseAt', { course: text, institution: institutionName })}
                    </TextLink>
                    {count !== null && <span className="text-soft"> ({t('leadsTo', { count })})</span>}
                  </li>
                ))}
                {total > first.length && (
                  <li>
                    <TextLink
                      href={
                        kind === 'institution'
                          ? `/institutions?${new URLSearchParams({ q: words }).toString()}`
                          : signpostsHref(kind, words)
                      }
                    >
                      {t(`all.${kind}`, { count: total })}
                    </TextLink>
                  </li>
                )}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

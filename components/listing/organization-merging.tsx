/**
 * MergeLook: view, here (address of the page), words, action; chooses the organization that stays and shows what follows, before it does.
 * PartLook: view, merged, action; where a merged one leads, and the way back.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { Day } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { OrganizationRole } from '@/lib/catalog/organization-role';
import type { LinkedTo, Merged } from '@/lib/db/merged-organizations';
import type { MergingView } from '@/lib/usecases/organization/view-merging';

type Action = ActionFormProps['action'];

export function MergeLook({
  view,
  here,
  words,
  action,
}: {
  view: MergingView;
  here: string;
  words: string;
  action: Action;
}) {
  const t = useTranslations('listing.merging');
  const { organization, barredBy, proposed, into, linked } = view;
  if (barredBy !== null)
    return <p className="measure">{t(barredBy, { steward: organization.statedBy ?? '' })}</p>;
  return (
    <div className="grid gap-10">
      <section className="grid gap-3">
        <h2 className="serif text-xl">{t('choose')}</h2>
        <form method="get" action={here} role="search" className="flex flex-wrap items-end gap-2">
          <label className="grid min-w-0 flex-1 gap-1 sm:max-w-sm">
            <span className="text-sm font-medium">{t('words')}</span>
            <input
              type="search"
              name="words"
              defaultValue={words || organization.name}
              className={controlClass}
            />
          </label>
          <Button type="submit">{t('find')}</Button>
        </form>
        {proposed.length === 0 ? (
          <EmptyState title={t('nobody')}>{t('nobodyBody')}</EmptyState>
        ) : (
          <ul className="stack border-y border-line">
            {proposed.map(({ id, slug, name }) => (
              <li key={id} className="py-2.5">
                <TextLink
                  href={`${here}?${new URLSearchParams({ ...(words !== '' && { words }), into: slug })}`}
                  aria-current={slug === into?.slug ? 'true' : undefined}
                  className="[overflow-wrap:anywhere]"
                >
                  <bdi>{name}</bdi>
                </TextLink>
              </li>
            ))}
          </ul>
        )}
      </section>
      {into !== null && (
        <section className="grid max-w-2xl gap-4" aria-labelledby="merge-look">
          <h2 id="merge-look" className="serif text-xl [overflow-wrap:anywhere]">
            {t.rich('look', {
              gone: () => <bdi>{organization.name}</bdi>,
              stays: () => <bdi>{into.name}</bdi>,
            })}
          </h2>
          <ul className="prose list-disc pl-5">
            <Moves linked={linked} />
            <li>{t('texts')}</li>
            <li>{t('typing')}</li>
            <li>{t('address', { slug: organization.slug })}</li>
            {(organization.country !== null || organization.url !== null) && <li>{t('stated')}</li>}
            <li>{t('undo')}</li>
          </ul>
          <ActionForm action={action} edits={organization} submit={t('merge')}>
            <input type="hidden" name="organizationId" value={organization.id} />
            <input type="hidden" name="into" value={into.slug} />
          </ActionForm>
        </section>
      )}
    </div>
  );
}

function Moves({ linked }: { linked: LinkedTo }) {
  const t = useTranslations('listing.merging');
  const some = OrganizationRole.options.filter((role) => linked.entries[role] > 0);
  if (some.length === 0) return <li>{t('movesNothing')}</li>;
  return (
    <>
      {some.map((role) => (
        <li key={role}>{t(`moves.${role}`, { count: linked.entries[role] })}</li>
      ))}
      <li>{t('institutions', { count: linked.institutions })}</li>
    </>
  );
}

export function PartLook({ view, merged, action }: { view: MergingView; merged: Merged; action: Action }) {
  const t = useTranslations('listing.merging');
  const { organization, barredBy, mayPart } = view;
  return (
    <div className="grid max-w-2xl gap-4">
      <Notice
        title={t.rich('mergedInto', {
          name: () => (
            <TextLink href={`/organizations/${merged.slug}`}>
              <bdi>{merged.name}</bdi>
            </TextLink>
          ),
        })}
      >
        <p>{t.rich('mergedBy', { institution: merged.by, day: () => <Day date={merged.on} /> })}</p>
      </Notice>
      {barredBy !== null ? (
        <p className="measure">{t(barredBy, { steward: organization.statedBy ?? '' })}</p>
      ) : (
        mayPart && (
          <>
            <p className="measure">{t('partBody')}</p>
            <ActionForm action={action} edits={organization} submit={t('part')}>
              <input type="hidden" name="organizationId" value={organization.id} />
            </ActionForm>
          </>
        )
      )}
    </div>
  );
}

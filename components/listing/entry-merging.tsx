/**
 * EntryMergeLook: view, here (address of the page), given (what was typed), action; chooses the entry that stays, and shows what follows or
 * what is in the way, before it does. EntryPartLook: view, merged, action; where a merged one leads, and the way back.
 */
import { EntryTitle } from '@/components/catalog/entry-title';
import { RuleTitle } from '@/components/rule/rule-title';
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { TextLink } from '@/components/ui/text-link';
import type { ListedEntry } from '@/lib/db/listed-entries';
import type { EntryMergingView } from '@/lib/usecases/listing/view-entry-merging';

type Action = ActionFormProps['action'];

export function EntryMergeLook({
  view,
  here,
  given,
  action,
}: {
  view: EntryMergingView;
  here: string;
  given: string;
  action: Action;
}) {
  const t = useTranslations('listing.mergingEntry');
  const { entry, isOurs, proposed, into, isUnknown } = view;
  if (!isOurs) return <p className="measure">{t('others', { steward: entry.stewardName })}</p>;
  return (
    <div className="grid gap-10">
      <section className="grid gap-3">
        <h2 className="serif text-xl">{t('choose')}</h2>
        {proposed.length > 0 && (
          <ul className="stack border-y border-line">
            {proposed.map(({ id, slug, title, language, provider, stewardName }) => (
              <li key={id} className="grid gap-0.5 py-2.5 [overflow-wrap:anywhere]">
                <TextLink
                  href={`${here}?into=${slug}`}
                  aria-current={slug === into?.slug ? 'true' : undefined}
                >
                  <EntryTitle title={title} language={language} />
                </TextLink>
                <span className="text-sm text-soft">{t('by', { provider, steward: stewardName })}</span>
              </li>
            ))}
          </ul>
        )}
        <form method="get" action={here} role="search" className="flex flex-wrap items-end gap-2">
          <label className="grid min-w-0 flex-1 gap-1 sm:max-w-md">
            <span className="text-sm font-medium">{t('address')}</span>
            <input name="into" defaultValue={given} className={controlClass} />
          </label>
          <Button type="submit">{t('show')}</Button>
        </form>
        {isUnknown && <Notice tone="refused">{t('unknown')}</Notice>}
      </section>
      {into !== null && <Look entry={entry} into={into} action={action} />}
    </div>
  );
}

function Look({
  entry,
  into,
  action,
}: {
  entry: ListedEntry;
  into: NonNullable<EntryMergingView['into']>;
  action: Action;
}) {
  const t = useTranslations('listing.mergingEntry');
  const reasons = useTranslations('refusals.reason');
  const { barredBy, decisions, differences, ties } = into.look;
  return (
    <section className="grid max-w-2xl gap-4" aria-labelledby="merge-look">
      <h2 id="merge-look" className="serif text-xl [overflow-wrap:anywhere]">
        {t.rich('look', { stays: () => <EntryTitle title={into.title} language={into.language} /> })}
      </h2>
      <p className="text-soft [overflow-wrap:anywhere]">
        <TextLink href={`/catalog/${into.slug}`}>/catalog/{into.slug}</TextLink> · {into.provider}
      </p>
      {barredBy !== null ? (
        <>
          <Notice tone="warning" title={t('notYet')}>
            {reasons(barredBy.replace('/', '-') as 'listing-merge-decided')}
          </Notice>
          {decisions.length > 0 && (
            <ul className="prose list-disc pl-5">
              {decisions.map(({ ruleVersionId, institution, code, title, isDouble, isOfBoth }) => (
                <li key={ruleVersionId} className="[overflow-wrap:anywhere]">
                  {t(isOfBoth ? 'ofBoth' : isDouble ? 'double' : 'decision', { institution, code, title })}
                </li>
              ))}
            </ul>
          )}
          {ties.inWork.length > 0 && (
            <ul className="prose list-disc pl-5">
              {ties.inWork.map(({ id, code, title }) => (
                <li key={id} className="[overflow-wrap:anywhere]">
                  <TextLink href={`/registrar/rules/${id}`}>
                    {code}: <RuleTitle title={title} />
                  </TextLink>
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <>
          <ul className="prose list-disc pl-5">
            <li>{t('addressLeads', { slug: entry.slug })}</li>
            <li>{t('recommendations', { count: ties.recommendations })}</li>
            <li>{t('requests')}</li>
            <li>{t('files')}</li>
            <li>{t('versions', { count: ties.versions })}</li>
            <li>{t('undo')}</li>
          </ul>
          <ActionForm action={action} edits={entry} submit={t('merge')}>
            <input type="hidden" name="microCredentialId" value={entry.id} />
            <input type="hidden" name="into" value={into.slug} />
            {differences.length > 0 && (
              <>
                <p className="measure">{t('unlike')}</p>
                <ul className="prose list-disc pl-5">
                  {differences.map(({ what, gone, stays }) => (
                    <li key={what} className="[overflow-wrap:anywhere]">
                      {t(`differs.${what}`, { gone, stays })}
                    </li>
                  ))}
                </ul>
                <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
                  <Textarea rows={3} maxLength={1_000} />
                </Field>
              </>
            )}
          </ActionForm>
        </>
      )}
    </section>
  );
}

export function EntryPartLook({
  view,
  merged,
  action,
}: {
  view: EntryMergingView;
  merged: NonNullable<ListedEntry['mergedInto']>;
  action: Action;
}) {
  const t = useTranslations('listing.mergingEntry');
  const { entry, isOurs } = view;
  return (
    <div className="grid max-w-2xl gap-4">
      <Notice
        title={t.rich('mergedInto', {
          title: () => (
            <TextLink href={`/registrar/certificates/entries/${merged.id}`}>
              <EntryTitle title={merged.title} language={merged.language} />
            </TextLink>
          ),
        })}
      >
        <p>{t.rich('mergedBy', { institution: merged.by, day: () => <Day date={merged.since} /> })}</p>
        {merged.reason !== null && (
          <p className="whitespace-pre-line [overflow-wrap:anywhere]">
            {t('mergedBecause', { reason: merged.reason })}
          </p>
        )}
      </Notice>
      {isOurs ? (
        <>
          <p className="measure">{t('partBody')}</p>
          <ActionForm action={action} edits={entry} submit={t('part')}>
            <input type="hidden" name="microCredentialId" value={entry.id} />
          </ActionForm>
        </>
      ) : (
        <p className="measure">{t('others', { steward: entry.stewardName })}</p>
      )}
    </div>
  );
}

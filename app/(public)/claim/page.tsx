import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DemonstrationStudents } from '@/app/(account)/_components/demonstration-students';
import { LinkRequest } from '@/app/(account)/_components/link-request';
import { startClaimAction } from '@/app/(student)/my/claims/actions';
import { EntryTitle } from '@/components/catalog/entry-title';
import { HeldPosting } from '@/components/claim/held-posting';
import { StatedFacts } from '@/components/claim/stated-facts';
import { Amount } from '@/components/credit/amount';
import { SilentCertificates } from '@/components/estimate/silent-certificates';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { canBeAsked } from '@/lib/catalog/certificate-request';
import { estimateHref, parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import { claimOfEstimate } from '@/lib/claim/claim-href';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { viewClaimStart } from '@/lib/usecases/claim/start-claim';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.start'))('title'), robots: { index: false } };
}

/** Where an estimate becomes a claim: whoever is not known yet confirms an address, and is led back here. */
export default async function ClaimStartPage({ searchParams }: PageProps<'/claim'>) {
  const { query } = parseEstimateQuery(await searchParams);
  const [{ view, mailbox, isSignedIn, awarded: before }, t, reasons] = await Promise.all([
    viewClaimStart(await requestContext(), query),
    getTranslations('claim.start'),
    getTranslations('credit.reasons'),
  ]);
  const { institution, program, holdings, outcome } = view;
  const href = estimateHref({ ...query, claimDate: null, words: '' });
  const claimed = holdings.filter(({ entry }) => entry !== null);
  if (institution === null || claimed.length === 0 || outcome.kind !== 'result')
    return (
      <div className="page-narrow">
        <PageHeader title={t('title')} lede={t('lede')} />
        <EmptyState title={t('noEstimate')} action={<LinkButton href={href}>{t('toEstimate')}</LinkButton>}>
          {t('noEstimateWhy')}
        </EmptyState>
      </div>
    );
  const { counted, awarded } = outcome.result.evaluation.totals;
  const silent = silentHoldings(claimed, view.claimDate);
  const canAsk = silent.some(({ standing }) => canBeAsked(standing));
  const isSilent = claimed.every(({ leaves }) => leaves.length === 0);
  const hasNothing = outcome.result.evaluation.awards.length === 0;
  return (
    <div className="page-narrow">
      <PageHeader
        title={t('at', { institution: institution.name })}
        lede={
          isSilent
            ? t(canAsk ? 'undecidedLede' : 'consideredLede', { institution: institution.name })
            : t('lede')
        }
      />
      <div className="grid gap-10">
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('what')}</h2>
          <ul className="stack border-y border-line">
            {claimed.map(({ stated, entry }) => (
              <li key={stated.slug} className="grid gap-0.5 py-3 [overflow-wrap:anywhere]">
                <TextLink href={`/catalog/${entry?.slug ?? ''}`}>
                  <EntryTitle title={entry?.title ?? ''} language={entry?.language ?? null} />
                </TextLink>
                {before.includes(entry?.slug ?? '') && <span>{reasons('ALREADY_CONSUMED')}</span>}
                <StatedFacts stated={stated} claimDate={null} unit={institution.homeUnit} />
              </li>
            ))}
          </ul>
          <p>{program === null ? t('noProgram') : t('program', { program: program.title })}</p>
          <p>
            {hasNothing ? (
              !isSilent && t('nothing')
            ) : (
              <>
                {t('estimate')}:{' '}
                <Amount value={program === null ? awarded : counted} unit={institution.homeUnit} />
              </>
            )}{' '}
            <TextLink href={href}>{t('toEstimate')}</TextLink>
          </p>
          <HeldPosting amount={outcome.result.heldUntil} unit={institution.homeUnit} />
        </section>
        {silent.length > 0 && (
          <section className="grid gap-4">
            <h2 className="serif text-xl">{t('undecided')}</h2>
            <SilentCertificates silent={silent} institution={institution.slug} />
          </section>
        )}
        {/* What no rule speaks of could only be refused, and not decided yet is no refusal. */}
        {isSilent ? null : mailbox !== null ? (
          <ActionForm action={startClaimAction} submit={t('begin')}>
            <p className="[overflow-wrap:anywhere]">{t('as', { mailbox })}</p>
            <input type="hidden" name="estimate" value={href.split('?')[1] ?? ''} />
            <Field name="name" label={t('name')} hint={t('nameHint')} required>
              <TextInput maxLength={200} autoComplete="name" />
            </Field>
            <p className="measure text-sm text-soft">{t('beginHint')}</p>
          </ActionForm>
        ) : env().CROSSWALK_DEMONSTRATION === true ? (
          <DemonstrationStudents next={claimOfEstimate(href)} />
        ) : isSignedIn ? (
          <Notice tone="warning" title={t('noMailbox')}>
            {t('noMailboxWhy')}
          </Notice>
        ) : env().SMTP_URL === undefined ? (
          <Notice tone="warning" title={t('noMail')}>
            {t('noMailWhy')}
          </Notice>
        ) : (
          <LinkRequest next={claimOfEstimate(href)} isToClaim />
        )}
      </div>
    </div>
  );
}

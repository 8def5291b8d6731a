import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath } from '@/app/(registrar)/staff-read';
import { studentRead } from '@/app/(student)/student-read';
import { DecisionLetter } from '@/components/claim/decision-letter';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { sinceDecided } from '@/lib/claim/appeals';
import { claimHref } from '@/lib/claim/claim-href';
import { viewOwnClaim } from '@/lib/usecases/claim/view-own-claims';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.letter'))('title'), robots: { index: false } };
}

/** The decision as a letter: read on screen, by ear, or printed. */
export default orNothingHere(async function LetterPage({
  params,
  searchParams,
}: PageProps<'/my/claims/[institution]/[claimId]/letter'>) {
  const { institution: at, claimId: given } = await params;
  const claimId = idInPath(given);
  const back = claimHref({ at, claimId });
  const [view, t] = await Promise.all([
    studentRead(`${back}/letter`, (ctx) => viewOwnClaim(ctx, at, claimId)),
    getTranslations('claim.letter'),
  ]);
  // Without a word of which: the one that stands. One that was taken back is read by its own address.
  const { decision: wanted } = await searchParams;
  const earlier = view.earlier.find(({ id }) => id === wanted);
  const decision = earlier ?? (wanted === undefined ? view.decision : null);
  if (decision === null) notFound();
  const shown = {
    ...view,
    events: sinceDecided(view.events),
    ...(earlier !== undefined && { claim: { ...view.claim, appealUntil: null } }),
  };
  return (
    <div className="page-narrow">
      <p className="no-print mb-6">
        <TextLink href={back}>{t('back')}</TextLink>
      </p>
      {earlier !== undefined && (
        <div className="mb-6">
          <Notice tone="warning" title={t('takenBack')}>
            {t('takenBackWhy')}
          </Notice>
        </div>
      )}
      <DecisionLetter view={shown} decision={decision} />
    </div>
  );
});

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath } from '@/app/(registrar)/staff-read';
import { studentRead } from '@/app/(student)/student-read';
import { DecisionLetter } from '@/components/claim/decision-letter';
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
}: PageProps<'/my/claims/[institution]/[claimId]/letter'>) {
  const { institution: at, claimId: given } = await params;
  const claimId = idInPath(given);
  const back = claimHref({ at, claimId });
  const [view, t] = await Promise.all([
    studentRead(`${back}/letter`, (ctx) => viewOwnClaim(ctx, at, claimId)),
    getTranslations('claim.letter'),
  ]);
  if (view.decision === null) notFound();
  return (
    <div className="page-narrow">
      <p className="no-print mb-6">
        <TextLink href={back}>{t('back')}</TextLink>
      </p>
      <DecisionLetter view={{ ...view, events: sinceDecided(view.events) }} decision={view.decision} />
    </div>
  );
});

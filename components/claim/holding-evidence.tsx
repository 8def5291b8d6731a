/** HoldingEvidence: holding, claimDate, unit, to (whom a person’s name is not shown to: the student), isOver?, isUndecided? (no rule spoke of it when the claim was sent). What was stated and handed in for a certificate of a claim, and what came of it. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Standing } from '@/components/credit/standing';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import { identityOf } from '@/lib/claim/evidence';
import type { ClaimHolding } from '@/lib/db/credit-claims';
import { isCivilDate } from '@/lib/kernel/civil-date';
import { shownLine } from '@/lib/kernel/shown-text';
import { StatedFacts } from './stated-facts';

export function HoldingEvidence({
  holding,
  claimDate,
  unit,
  isUndecided = false,
  to,
  isOver = false,
}: {
  holding: ClaimHolding;
  claimDate: string | null;
  unit: Unit;
  isUndecided?: boolean;
  to: 'student' | 'desk';
  /** Nothing can be handed in any more. */
  isOver?: boolean;
}) {
  const t = useTranslations('claim.page');
  const badgeWords = useTranslations('badge') as unknown as (key: string, values?: object) => string;
  const { entry, stated, evidence, foundByName } = holding;
  const { badge, page, finding } = evidence;
  return (
    <div className="grid gap-3 [overflow-wrap:anywhere]">
      <div className="grid gap-0.5">
        <h3 className="font-semibold">
          <TextLink href={`/catalog/${entry.slug}`}>
            <EntryTitle title={entry.title} language={entry.language} />
          </TextLink>
        </h3>
        <p className="text-sm text-soft">{t('provider', { provider: entry.provider })}</p>
        <StatedFacts stated={stated} claimDate={claimDate} unit={unit} />
      </div>
      {isUndecided && (
        <div className="grid gap-0.5">
          <Standing standing="undecided" />
          <p className="measure text-soft">{t('undecided')}</p>
        </div>
      )}
      {badge === null && page === null && (
        <p className="text-soft">{t(isOver ? 'nothingHandedIn' : 'nothingYet')}</p>
      )}
      {badge !== null && (
        <div className="grid gap-1">
          <p className="font-medium">{t('checks')}</p>
          <ul className="stack border-y border-line">
            {badge.checks.map(({ name, outcome, reason, values = {} }) => (
              <li key={name} className="grid gap-x-6 py-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
                <span>
                  {badgeWords(`name.${name}`)}{' '}
                  <span className="text-sm text-soft">{badgeWords(`outcome.${outcome}`)}</span>
                </span>
                <span>{badgeWords(`reason.${reason}`, readable(values))}</span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-soft">{t(`identity.${identityOf(badge.checks)}`)}</p>
        </div>
      )}
      {page !== null && (
        <p>
          {t('pageNamed')}: <TextLink href={page}>{shownLine(page, 200)}</TextLink>
        </p>
      )}
      {finding !== null && (
        <p>
          {t(to === 'student' ? 'lookedUp' : 'found', {
            name: foundByName ?? '',
            verified: finding.isVerified ? 'yes' : 'no',
            identity: finding.identity,
          })}{' '}
          <bdi>{finding.reason}</bdi>
        </p>
      )}
    </div>
  );
}

/** What a sentence of a check needs, which was read from a stranger's file. */
function readable(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isCivilDate(value) ? value : shownLine(value, 200)]),
  );
}

/** TallyView: config, seats, tally (null while hidden), votes (how many of how many), castingVote (the one that stands, beside every seat’s own vote), hidden (why, in words), isOpen, isOverdue (a tie waits for nobody any more), lostSeats (assignments that were taken back), unassign?. Who sits, who has voted, and once it may be known, how and why. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import { idlenessOf } from '@/lib/review/casting-vote';
import type { Round } from '@/lib/review/blind';
import type { Rejection } from '@/lib/review/rejection-kind';
import type { StageConfig } from '@/lib/review/stage-config';
import { hasCastingVote, type Tally, type Votes } from '@/lib/review/tally';
import type { VoteChoice } from '@/lib/review/vote-choice';
import type { VoteGround } from '@/lib/review/vote-ground';
import { VoteReason } from './vote-reason';

export type TallySeat = {
  personId: string;
  name: string;
  isVoting: boolean;
  state: 'undeclared' | 'clear' | 'recused' | 'left' | 'roleEnded' | 'second';
  hasVoted: boolean;
  vote: {
    choice: VoteChoice;
    ground: VoteGround | null;
    rationale: string;
    round: Round;
    rejection: Rejection | null;
  } | null;
  tookBackAt: string | null;
  conflictNote: string | null;
  canBeUnassigned: boolean;
};
export type TallyViewProps = {
  config: StageConfig;
  seats: readonly TallySeat[];
  tally: Tally | null;
  votes: Votes;
  castingVote: {
    name: string;
    choice: VoteChoice;
    ground: VoteGround | null;
    rationale: string;
    rejection: Rejection | null;
  } | null;
  hidden: string | null;
  /** Votes can still be cast. */
  isOpen: boolean;
  /** The due day has passed: a tie waits for nobody. */
  isOverdue: boolean;
  lostSeats: readonly { personId: string; name: string; at: string }[];
  /** Takes a seat back, for whoever leads the stage. */
  unassign?: { action: ActionFormProps['action']; stageId: string };
};

function Counts({ tally }: { tally: Tally }) {
  const t = useTranslations('faculty.ballot.choice');
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {(['approve', 'reject', 'return', 'abstain'] as const).map((choice) => (
        <div key={choice} className="flex flex-row-reverse items-baseline justify-end gap-2">
          <dt className="text-soft">{t(choice)}</dt>
          <dd className="serif tabular text-xl">{tally[choice]}</dd>
        </div>
      ))}
    </dl>
  );
}

export function TallyView({
  config,
  seats,
  tally,
  votes,
  castingVote,
  hidden,
  isOpen,
  isOverdue,
  lostSeats,
  unassign,
}: TallyViewProps) {
  const t = useTranslations('faculty.tally');
  const rejection = useTranslations('faculty.ballot.rejection');
  const choice = useTranslations('faculty.ballot.choice');
  const rule = config.mode === 'quorumVote' ? config.threshold : config.mode;
  const idleness = tally === null ? null : idlenessOf(tally, isOpen ? 'open' : 'closed');
  return (
    <div className="grid gap-4">
      {tally !== null && <Counts tally={tally} />}
      <p className="measure text-soft">
        {t(isOpen ? 'present' : 'presentThen', { present: votes.voted, eligible: votes.seated })}{' '}
        {tally !== null && config.mode === 'quorumVote' && (isOpen || tally.missing === 0) && (
          <>{t('quorum', { missing: tally.missing, quorum: tally.quorum })} </>
        )}
        {/* Of a vote that has ended nothing is still needed. */}
        {isOpen && (
          <>
            {t(`needs.${rule}`)} {hasCastingVote(config) && t(isOverdue ? 'castingRuleLate' : 'castingRule')}
          </>
        )}
      </p>
      {tally?.isDecidedByCastingVote === true && <p className="measure">{t('castingDecided')}</p>}
      {!isOpen && tally?.isTiedLate === true && <p className="measure">{t('tiedLate')}</p>}
      {castingVote !== null && (
        <p className="measure">
          {t('castingBy', { name: castingVote.name })}{' '}
          <strong className="font-semibold">
            {choice(castingVote.choice)}
            {castingVote.rejection !== null && <>: {rejection(castingVote.rejection.kind)}</>}.
          </strong>{' '}
          <VoteReason vote={castingVote} />
          {idleness !== null && <span className="block text-soft">{t(`casting.${idleness}`)}</span>}
        </p>
      )}
      {hidden !== null && <p className="text-soft">{hidden}</p>}
      {seats.length === 0 && <p className="text-soft">{t(isOpen ? 'nobody' : 'nobodyThen')}</p>}
      <ul aria-label={t('caption')} className="stack">
        {seats.map((seat) => (
          <li
            key={seat.personId}
            className="grid gap-x-6 gap-y-0.5 py-2 md:grid-cols-[14rem_14rem_minmax(0,1fr)]"
          >
            <span className="font-medium">
              {seat.name}
              {!seat.isVoting && !['left', 'roleEnded', 'second'].includes(seat.state) && (
                <span className="block font-normal text-soft">{t('nonVoting')}</span>
              )}
            </span>
            <span className="text-sm leading-6 text-soft">
              {seat.hasVoted && seat.state !== 'recused' && seat.state !== 'second'
                ? t('voted')
                : seat.state === 'clear' && seat.isVoting
                  ? t(isOpen ? 'notVoted' : 'didNotVote')
                  : seat.state === 'undeclared' && !isOpen
                    ? t('didNotVote')
                    : t(`state.${seat.state}`)}
              {seat.tookBackAt !== null && (
                <span className="block">
                  {t.rich('tookBack', { date: () => <Day date={seat.tookBackAt ?? ''} /> })}
                </span>
              )}
            </span>
            {seat.vote !== null && seat.state !== 'recused' && (
              <span className="measure">
                <strong className="font-semibold">
                  {choice(seat.vote.choice)}
                  {seat.vote.rejection !== null && <>: {rejection(seat.vote.rejection.kind)}</>}.
                </strong>{' '}
                <VoteReason vote={seat.vote} />
                {seat.vote.round === 2 && <span className="text-soft"> ({t('afterDiscussion')})</span>}
              </span>
            )}
            {seat.conflictNote !== null && <span className="measure">{seat.conflictNote}</span>}
            {unassign !== undefined && seat.canBeUnassigned && seat.isVoting && (
              <ActionForm
                action={unassign.action}
                submit={t('unassign', { name: seat.name })}
                submitTone="quiet"
              >
                <input type="hidden" name="stageId" value={unassign.stageId} />
                <input type="hidden" name="personId" value={seat.personId} />
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {lostSeats.map(({ personId, name, at }) => (
        <p key={personId} className="text-sm text-soft">
          {t.rich('takenBack', { name, date: () => <Day date={at} /> })}
        </p>
      ))}
    </div>
  );
}

/** ProvenanceSteps: provenance. How a decision came to be, the last step first: who, on what basis, with which conflict, and the entries that say so. */
import { useFormatter, useTranslations } from 'next-intl';
import { useByFor } from '@/components/review/by-for';
import { Day, useDay } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { endOfStage } from '@/lib/review/review-end';
import { bodyOf } from '@/lib/rule/lifecycle';
import type { Provenance, ProvenStage } from '@/lib/usecases/audit/provenance';
import { useConflictsTold } from './conflicts-told';

/** Moves that are the end of a stage: the stage tells them. */
const endsOfStages = ['advance', 'approve', 'approveConditionally', 'return', 'reject'];

interface Step {
  key: string;
  at: string;
  what: React.ReactNode;
  who: React.ReactNode;
  basis: React.ReactNode;
  conflict: React.ReactNode;
  entries: readonly string[];
}

export function ProvenanceSteps({ provenance }: { provenance: Provenance }) {
  const t = useTranslations('audit.provenance');
  const rows = [...useStageSteps(provenance), ...useMoveSteps(provenance)].sort(
    (a, b) => b.at.localeCompare(a.at) || b.key.localeCompare(a.key),
  );
  return (
    <Table
      stacked
      dense
      caption={t('steps')}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<p className="text-soft">{t('noSteps')}</p>}
      columns={[
        { key: 'when', head: t('when'), width: 'w-28', cell: ({ at }) => <Day date={at} /> },
        { key: 'what', head: t('step'), rowHead: true, cell: ({ what }) => what },
        { key: 'who', head: t('who'), cell: ({ who }) => who },
        { key: 'basis', head: t('basis'), cell: ({ basis }) => basis },
        { key: 'conflict', head: t('conflict'), cell: ({ conflict }) => conflict },
        { key: 'record', head: t('entries'), cell: ({ entries }) => <Entries seqs={entries} /> },
      ]}
    />
  );
}

function Entries({ seqs }: { seqs: readonly string[] }) {
  const t = useTranslations('audit');
  if (seqs.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="flex flex-wrap gap-x-2 [&>a]:py-1">
      {seqs.map((seq) => (
        <TextLink key={seq} href={`/audit/${seq}`} aria-label={t('open', { seq })}>
          {seq}
        </TextLink>
      ))}
    </span>
  );
}

function useMoveSteps({ moves, past, trail }: Provenance): Step[] {
  const t = useTranslations('registrar.history');
  const own = useTranslations('audit.provenance');
  return moves
    .filter(({ action }) => !endsOfStages.includes(action))
    .map((move) => {
      const { id, action, fromStatus, toStatus, actorName, reason, at, version } = move;
      const event = action === 'settleConditions' && toStatus === 'rejected' ? 'conditionsUnmet' : action;
      const words = t.has(`event.${event as 'submit'}`) ? t(`event.${event as 'submit'}`) : event;
      const body = bodyOf(action, fromStatus);
      return {
        key: id,
        at,
        what: version === past.version.version ? capital(words) : t('move', { version, event: words }),
        who: body === null ? actorName : t(`body.${body}`),
        basis: reason === '' ? '' : <span className="whitespace-pre-line">{reason}</span>,
        conflict: action === 'submit' ? <span className="text-soft">{own('authorsDoNotVote')}</span> : '',
        entries: trail.entries
          .filter((entry) => entry.at === at && entry.objectId === move.ruleVersionId)
          .map(({ seq }) => seq),
      };
    });
}

function useStageSteps({ stages }: Provenance): Step[] {
  const t = useTranslations('audit.provenance');
  const history = useTranslations('registrar.history');
  return stages.map((stage) => ({
    key: stage.id,
    at: stage.closedAt ?? stage.openedAt,
    what: (
      <>
        {history(`stage.${stage.kind}`)}: {history(`outcome.${endOfStage(stage) ?? 'open'}`)}
        {stage.tally !== null && stage.outcome !== 'withdrawn' && (
          <span className="block text-sm font-normal text-soft">
            {t('count', { approve: stage.tally.approve, against: stage.tally.reject + stage.tally.return })}
            {stage.tally.abstain > 0 && ` ${t('abstained', { count: stage.tally.abstain })}`}
            {'. '}
            {t('quorum', {
              present: stage.tally.present,
              quorum: stage.tally.quorum,
              members: stage.tally.members,
            })}
          </span>
        )}
      </>
    ),
    who: <StagePeople stage={stage} />,
    basis: <StageBasis stage={stage} />,
    conflict: <StageConflicts stage={stage} />,
    entries: stage.entries,
  }));
}

function StagePeople({ stage }: { stage: ProvenStage }) {
  const t = useTranslations('audit.provenance');
  const choice = useTranslations('registrar.history.choice');
  const by = useByFor();
  return (
    <ul className="grid gap-0.5">
      {stage.seats
        .filter(({ vote }) => vote !== null)
        .map(({ personId, name, vote }) => (
          <li key={personId}>
            {name} <span className="text-sm text-soft">{vote && choice(vote.choice)}</span>
          </li>
        ))}
      {stage.chairName !== null && (
        <li className="text-sm text-soft">{t('led', { name: stage.chairName })}</li>
      )}
      {stage.closedByName !== null && (
        <li className="text-sm text-soft">
          {t('closed', { name: by(stage.closedByName, stage.closedForName) })}
        </li>
      )}
      {stage.isClosedByVotes && <li className="text-sm text-soft">{t('closedByVotes')}</li>}
    </ul>
  );
}

function StageBasis({ stage }: { stage: ProvenStage }) {
  const t = useTranslations('audit.provenance');
  const history = useTranslations('registrar.history');
  const day = useDay();
  return (
    <div className="grid gap-0.5">
      {stage.minutesRef !== '' && <span>{history('minutes', { reference: stage.minutesRef })}</span>}
      {stage.meeting !== null && (
        <TextLink href={`/faculty/meetings/${stage.meeting.id}`}>
          {history('inMeeting', { day: day(stage.meeting.day) })}
        </TextLink>
      )}
      {stage.isDecidedByCastingVote && <span>{history('castingDecided')}</span>}
      {stage.isTiedLate && <span>{history('tiedLate')}</span>}
      {stage.closeNote !== '' && <span className="whitespace-pre-line">“{stage.closeNote}”</span>}
      {stage.replacements.map(({ at, name, successorName, reason }) => (
        <span key={at + name} className="text-sm text-soft">
          {t('replaced', { name, successor: successorName, reason })}
        </span>
      ))}
      {stage.extensions.map(({ at, dueOn, days, reason }) => (
        <span key={at} className="text-sm text-soft">
          {t('extended', { day: day(dueOn), days, reason })}
        </span>
      ))}
    </div>
  );
}

/** Each seat is told: who stepped back, who said that there is no conflict, and who was never asked. */
function StageConflicts({ stage }: { stage: ProvenStage }) {
  const t = useTranslations('audit.provenance');
  const format = useFormatter();
  const told = useConflictsTold();
  if (stage.seats.length === 0) return <span className="text-soft">{told(stage.conflicts)}</span>;
  const recused = stage.seats.filter(({ state }) => state === 'recused');
  const clear = stage.seats.filter(({ state }) => state === 'clear');
  const unasked = stage.seats.filter(({ state }) => state === 'undeclared');
  return (
    <ul className="grid gap-0.5">
      {recused.map(({ personId, name, conflictNote }) => (
        <li key={personId} className="border-l-2 border-edge pl-2 font-medium">
          {conflictNote === null || conflictNote === ''
            ? t('steppedBack', { name })
            : t('steppedBackBecause', { name, note: conflictNote })}
        </li>
      ))}
      {clear.length > 0 && <li className="text-soft">{t('clear', { count: clear.length })}</li>}
      {unasked.length > 0 && <li>{t('unasked', { names: format.list(unasked.map(({ name }) => name)) })}</li>}
      {stage.lostSeats.map(({ personId, name }) => (
        <li key={`lost ${personId}`} className="text-sm text-soft">
          {t('lostSeat', { name })}
        </li>
      ))}
    </ul>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

import { useFormatter, useTranslations } from 'next-intl';
import { AgeBar } from '@/components/review/age-bar';
import { DueWords } from '@/components/review/due-words';
import { SeatMarks } from '@/components/review/seat-marks';
import { RuleTitle } from '@/components/rule/rule-title';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { turnGroups } from '@/lib/review/stage-turn';
import type { LedStage } from '@/lib/usecases/review/view-led-stages';

/** The stages that somebody leads, by whose turn it is; each leads to its case and to what can be done in it. */
export function LedStageList({
  stages,
  chosenId,
  page,
}: {
  stages: readonly LedStage[];
  chosenId: string | null;
  page: number;
}) {
  const t = useTranslations('faculty.lead');
  const scale = Math.max(1, ...stages.map(({ age }) => Math.max(age.taken, age.allowed ?? 0)));
  return (
    <>
      {turnGroups.map((turnGroup) => {
        const those = stages.filter((stage) => stage.turnGroup === turnGroup);
        return those.length === 0 ? null : (
          <section key={turnGroup} aria-labelledby={`turnGroup-${turnGroup}`}>
            <h2 id={`turnGroup-${turnGroup}`} className="border-b border-edge pb-1 font-semibold">
              {t(`turnGroup.${turnGroup}`)}{' '}
              <span className="tabular font-normal text-faint">{those.length}</span>
            </h2>
            <ul className="stack">
              {those.map((stage) => (
                <Row
                  key={stage.stageId}
                  stage={stage}
                  scale={scale}
                  isChosen={stage.stageId === chosenId}
                  page={page}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <p className="text-sm text-soft">{t('sealed')}</p>
    </>
  );
}

function Row({
  stage,
  scale,
  isChosen,
  page,
}: {
  stage: LedStage;
  scale: number;
  isChosen: boolean;
  page: number;
}) {
  const t = useTranslations('faculty');
  const format = useFormatter();
  const about = stage.isDenial
    ? t('list.denial')
    : stage.courseCodes.length === 0
      ? t('list.noCourse')
      : format.list(stage.courseCodes);
  return (
    <li
      aria-current={isChosen ? 'true' : undefined}
      className="grid grid-cols-2 gap-x-6 gap-y-2 border-l-4 border-l-transparent py-3 pl-2 aria-[current]:border-l-accent aria-[current]:bg-sunken sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)] xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_9rem_7rem]"
    >
      <div className="col-span-2 grid min-w-0 content-start gap-0.5 sm:col-span-1">
        <TextLink href={`/faculty/cases/${stage.caseId}`} className="font-medium">
          <RuleTitle title={stage.title} named={stage.named} />
        </TextLink>
        <span className="text-sm wrap-anywhere text-soft">
          {stage.ruleCode} · {about} · {t(`stage.${stage.stageKind}`)}
        </span>
      </div>
      <div className="col-span-2 grid min-w-0 content-start gap-1 sm:col-span-1">
        <Waiting stage={stage} />
        <TextLink
          href={`/faculty/stages?stage=${stage.stageId}${page > 1 ? `&page=${page}` : ''}#acts`}
          className="text-sm"
        >
          {t('lead.open')}
          <span className="sr-only">
            : <RuleTitle title={stage.title} named={stage.named} />
          </span>
        </TextLink>
      </div>
      <div className="grid content-start gap-1 text-sm">
        <AgeBar {...stage.age} scale={scale} isLate={stage.due.state === 'overdue'} />
        <span>
          {stage.age.allowed === null
            ? t('lead.taken', { days: stage.age.taken })
            : t('lead.takenOf', { days: stage.age.taken, allowed: stage.age.allowed })}
        </span>
        <DueWords due={stage.due} />
      </div>
      <div className="grid content-start gap-1 text-sm">
        {stage.seats.length > 0 && <SeatMarks seats={stage.seats} />}
        <span className="text-soft">
          {stage.votes.seated === 0 ? t('list.noVotes') : t('lead.voted', { ...stage.votes })}
        </span>
      </div>
    </li>
  );
}

/** What is asked of the reader, else of whom something is awaited and since when. */
function Waiting({ stage }: { stage: LedStage }) {
  const t = useTranslations('faculty');
  const day = useDay();
  return (
    <>
      {stage.ownAsk !== null && <span className="font-medium">{t(`list.ask.${stage.ownAsk}`)}</span>}
      {stage.awaited.map(({ personId, name, ask, since }) => (
        <span key={personId} className="wrap-anywhere">
          {name}{' '}
          <span className="text-sm text-soft">
            {t(
              `lead.awaits.${ask === 'vote' || ask === 'declare' || ask === 'answer' || ask === 'tie' ? ask : 'other'}`,
              {
                date: day(since),
              },
            )}
          </span>
        </span>
      ))}
      {stage.ownAsk === null && stage.awaited.length === 0 && (
        <span className="text-soft">{t('lead.nobody')}</span>
      )}
    </>
  );
}

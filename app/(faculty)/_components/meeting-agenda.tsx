import { useFormatter, useTranslations } from 'next-intl';
import { OwedBy } from '@/components/review/owed-by';
import { RuleTitle } from '@/components/rule/rule-title';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { maySetAgenda } from '@/lib/review/meeting';
import { endOfStage } from '@/lib/review/review-end';
import type { ItemOfMeeting, MeetingView } from '@/lib/usecases/meeting/view-meeting';
import { setAgendaAction } from '../faculty/meetings/actions';

/** An agenda with one of its cases a place nearer to the top, or to the end, or taken off. */
function movedTo(items: readonly ItemOfMeeting[], item: ItemOfMeeting, by: -1 | 1 | 'off'): ItemOfMeeting[] {
  const others = items.filter((one) => one !== item);
  return by === 'off' ? others : others.toSpliced(items.indexOf(item) + by, 0, item);
}

const moves = [
  ['earlier', 'earlierOf', -1],
  ['later', 'laterOf', 1],
  ['takeOff', 'takeOffOf', 'off'],
] as const;

/** One press that makes the agenda another one. */
function Move({
  meeting,
  order,
  label,
  name,
}: {
  meeting: MeetingView['meeting'];
  order: readonly string[];
  label: string;
  name: string;
}) {
  return (
    <ActionForm action={setAgendaAction} className="contents" edits={meeting}>
      <input type="hidden" name="meetingId" value={meeting.id} />
      <input type="hidden" name="order" value={order.join(',')} />
      <Button type="submit" tone="quiet" size="small" aria-label={name}>
        {label}
      </Button>
    </ActionForm>
  );
}

/** How far a case of the agenda is. */
function Standing({ item }: { item: ItemOfMeeting }) {
  const t = useTranslations('faculty.meetings');
  const outcome = useTranslations('faculty.outcome');
  const nobody = useTranslations('faculty.list');
  const end = endOfStage(item);
  if (end !== null)
    return (
      <span className="font-medium">
        {t(item.isDecidedHere ? 'decidedHere' : 'decidedElsewhere', { outcome: outcome(end) })}
        {item.conditions?.isOpen === true && (
          <span className="block font-normal text-soft">
            <OwedBy owed={item.conditions} />
          </span>
        )}
        {item.minutesRef !== '' && (
          <span className="block font-normal text-soft">{t('minutesAt', { where: item.minutesRef })}</span>
        )}
      </span>
    );
  return (
    <span>
      {item.seated === 0 ? nobody('noVotes') : t('voted', { voted: item.voted, seated: item.seated })}
    </span>
  );
}

/** The cases of a meeting in their order; whoever leads it changes that. */
export function MeetingAgenda({ view }: { view: MeetingView }) {
  const t = useTranslations('faculty.meetings');
  const format = useFormatter();
  const { meeting, items, leads } = view;
  const changes = leads && !meeting.isCancelled;
  if (items.length === 0)
    return <p className="measure text-soft">{t(changes ? 'agendaEmptyLead' : 'agendaEmpty')}</p>;
  return (
    <ol className="stack border-y border-line">
      {items.map((item, n) => (
        <li key={item.stageId} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[2rem_minmax(0,1fr)_auto]">
          <span className="tabular text-soft">{n + 1}</span>
          <span className="grid min-w-0 gap-0.5">
            <TextLink href={`/faculty/cases/${item.caseId}`} className="font-medium wrap-anywhere">
              <RuleTitle title={item.title} named={item.named} />
            </TextLink>
            <span className="text-sm text-soft">{format.list([item.ruleCode, ...item.courseCodes])}</span>
            <span className="text-sm">
              <Standing item={item} />
            </span>
            {changes && !item.mayPlace && (
              <span className="measure text-sm text-soft">{t('notYoursToPlace')}</span>
            )}
          </span>
          {changes && (
            <span className="no-print flex flex-wrap items-start gap-1">
              {moves.map(([label, name, by]) => {
                const order = movedTo(items, item, by);
                const stays = (by === -1 && n === 0) || (by === 1 && n === items.length - 1);
                return stays || !maySetAgenda(meeting, items, order).ok ? null : (
                  <Move
                    key={label}
                    meeting={meeting}
                    order={order.map(({ stageId }) => stageId)}
                    label={t(label)}
                    name={t(name, { title: item.title })}
                  />
                );
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Puts more cases on the agenda, what is due first. */
export function AddToAgenda({ view, words }: { view: MeetingView; words: string }) {
  const t = useTranslations('faculty.meetings');
  const day = useDay();
  const { meeting, items, addable } = view;
  if (addable.total === 0 && words === '') return <p className="measure text-soft">{t('nothingToAdd')}</p>;
  return (
    <div className="grid gap-4">
      <form
        method="get"
        action={`/faculty/meetings/${meeting.id}`}
        role="search"
        className="flex flex-wrap items-end gap-3"
      >
        <Field name="q" label={t('find')}>
          <TextInput type="search" width="short" defaultValue={words} />
        </Field>
        <Button type="submit">{t('findSubmit')}</Button>
      </form>
      {addable.total === 0 ? (
        <p className="text-soft">{t('nothingFound')}</p>
      ) : (
        <ActionForm action={setAgendaAction} submit={t('add')} submitTone="secondary" edits={meeting}>
          <input type="hidden" name="meetingId" value={meeting.id} />
          <input type="hidden" name="order" value={items.map(({ stageId }) => stageId).join(',')} />
          <CheckboxGroup
            name="add"
            oneColumn
            legend={
              addable.total > addable.rows.length
                ? t('addSome', { shown: addable.rows.length, total: addable.total })
                : t('addAll')
            }
            options={addable.rows.map((item) => ({
              value: item.stageId,
              label: (
                <span className="wrap-anywhere">
                  {item.ruleCode} · <RuleTitle title={item.title} named={item.named} />
                  {item.dueOn !== null && (
                    <span className="text-soft"> · {t('due', { day: day(item.dueOn) })}</span>
                  )}
                </span>
              ),
            }))}
          />
        </ActionForm>
      )}
    </div>
  );
}

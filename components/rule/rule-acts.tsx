/**
 * RuleActs: version {id, rowVersion, departmentId, version}, departments (that can review), routing (where it is sent, whether the reader wrote it, and who can be chosen to review it), offered (act, and the sentence why this reader may not), actions,
 * ahead? (first day of a version that has not begun), leavesWithoutADay? (versions that publishing would leave without a day), changes? (what bringing it into force would change), conditional (of an approval on conditions: path of the review, and the conditions where the reader may see them; else null). What can be done
 * to a version, each in a form of its own.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { useDay } from '@/components/ui/day';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { ReaffirmFields } from './reaffirm-fields';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';

export type ActName =
  | 'submit'
  | 'route'
  | 'publish'
  | 'resume'
  | 'suspend'
  | 'revoke'
  | 'withdraw'
  | 'pullBack'
  | 'reaffirm'
  | 'startNewVersion';
type Action = ActionFormProps['action'];
type Props = {
  version: { id: string; rowVersion: number; departmentId: string | null; version: number };
  departments: readonly DepartmentChoice[];
  /** Where it is sent: the author chooses no other department. */
  routing: {
    departmentId: string | null;
    isAuthor: boolean;
    reviewers: readonly { id: string; name: string }[];
  };
  conditional: { href: string | null; conditions: string | null } | null;
  offered: readonly { act: ActName; denied: string | null }[];
  actions: Readonly<Record<ActName, Action>>;
  /** First day of a version that was published ahead and has not begun: what suspending and resuming it mean depends on it. */
  ahead?: CivilDate | null;
  /** Numbers of versions in force that publishing this one now would leave without a day. */
  leavesWithoutADay?: readonly number[];
  /** What bringing it into force would change, beside the button that does. */
  changes?: React.ReactNode;
};

/** The steps forward; one of them is the act of the screen. The others end something, or need a reason. */
const forward: readonly ActName[] = ['submit', 'route', 'publish', 'reaffirm', 'startNewVersion'];
type Ending = 'suspend' | 'revoke' | 'withdraw' | 'pullBack';
/** Whose reason the public pages, the estimate and the interface tell, and by which words it is asked for. */
const publicReasonHint = { suspend: 'suspendReasonHint', revoke: 'revokeReasonHint' } as const;

/** The reason of an act, asked for with who reads it. */
function ReasonField({ act }: { act: ActName }) {
  const t = useTranslations('registrar.rule.act');
  const hint = act === 'suspend' || act === 'revoke' ? publicReasonHint[act] : null;
  return (
    <Field
      name="reason"
      label={t(hint === null ? 'reason' : 'reasonPublic')}
      hint={t(hint ?? 'reasonHint')}
      required
      className="w-full max-w-xl"
    >
      <TextInput maxLength={2_000} />
    </Field>
  );
}

function ActForm({
  act,
  version,
  departments,
  routing,
  action,
  isFirst,
  ahead = null,
  leavesWithoutADay = [],
  changes,
}: Pick<Props, 'version' | 'departments' | 'routing' | 'ahead' | 'leavesWithoutADay' | 'changes'> & {
  act: ActName;
  action: Action;
  isFirst: boolean;
}) {
  const t = useTranslations('registrar.rule.act');
  const optional = useTranslations('ui')('optional');
  const day = useDay();
  const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? t('archivedDepartment');
  const hidden = (
    <>
      <input type="hidden" name="ruleVersionId" value={version.id} />
      <input type="hidden" name="expectedVersion" value={version.rowVersion} />
    </>
  );
  if (act === 'reaffirm')
    return (
      <ActionForm action={action} submit={t(act)} submitTone={isFirst ? 'primary' : 'secondary'} endsOthers>
        <input type="hidden" name="chosen[]" value={`${version.id}:${version.rowVersion}`} />
        <p className="measure text-sm text-soft">{t('reaffirmHint')}</p>
        <ReaffirmFields isOne />
      </ActionForm>
    );
  if (act === 'route' && departments.length === 0) {
    return (
      <p className="measure">
        {t.rich('noDepartments', {
          link: (words) => <TextLink href="/administration/departments">{words}</TextLink>,
        })}
      </p>
    );
  }
  if (act === 'route' && routing.isAuthor && routing.departmentId === null)
    return <p className="measure">{t('routeNowhere')}</p>;
  if (forward.includes(act)) {
    return (
      <ActionForm
        action={action}
        submit={t(act)}
        submitTone={isFirst ? 'primary' : 'secondary'}
        endsOthers
        className="gap-2!"
      >
        {hidden}
        {act === 'route' && routing.isAuthor && routing.departmentId !== null && (
          <p className="measure">{t('routeTo', { department: nameOf(routing.departmentId) })}</p>
        )}
        {act === 'route' && !routing.isAuthor && (
          <>
            {version.departmentId !== null &&
              routing.departmentId !== null &&
              version.departmentId !== routing.departmentId && (
                <p className="measure">
                  {t('routeDiffers', {
                    named: nameOf(version.departmentId),
                    department: nameOf(routing.departmentId),
                  })}
                </p>
              )}
            <Field name="departmentId" label={t('department')} required className="max-w-xl">
              <Select
                placeholder={t('chooseDepartment')}
                defaultValue={routing.departmentId ?? ''}
                options={departmentOptions(departments)}
              />
            </Field>
            {routing.departmentId !== null && (
              <Field
                name="departmentReason"
                label={t('departmentReason')}
                hint={t('departmentReasonHint', { department: nameOf(routing.departmentId) })}
                className="max-w-xl"
              >
                <TextInput maxLength={2_000} />
              </Field>
            )}
            {routing.departmentId !== null && routing.reviewers.length > 0 && (
              <CheckboxGroup
                name="reviewerIds"
                legend={t('reviewers', { department: nameOf(routing.departmentId) })}
                options={routing.reviewers.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </>
        )}
        {act === 'publish' && (
          <Field
            name="firstDay"
            label={t('firstDay')}
            hint={t(version.version === 1 ? 'firstDayOfFirstHint' : 'firstDayHint')}
            optionalWord={optional}
          >
            <DateInput />
          </Field>
        )}
        {act === 'publish' && changes}
        {act === 'publish' &&
          leavesWithoutADay.map((number) => (
            <Notice key={number} tone="warning">
              {t('leavesWithoutADay', { version: number })}
            </Notice>
          ))}
        <p className="measure text-sm text-soft">
          {act === 'publish' && version.version === 1
            ? t('publishFirstHint')
            : t(`${act as 'submit' | 'route' | 'publish' | 'startNewVersion'}Hint`)}
        </p>
      </ActionForm>
    );
  }
  return (
    <ActionForm action={action} endsOthers>
      {hidden}
      {act === 'resume' && changes}
      <ConfirmButton
        trigger={t(act)}
        question={
          ahead !== null && (act === 'suspend' || act === 'resume')
            ? t(`${act}AheadQuestion`, { day: day(ahead) })
            : act === 'resume'
              ? t('resumeHint')
              : t(`${act as Ending}Question`)
        }
        confirm={t('confirm')}
        tone={act === 'resume' || act === 'pullBack' ? 'secondary' : 'danger'}
      >
        {act !== 'pullBack' && <ReasonField act={act} />}
      </ConfirmButton>
    </ActionForm>
  );
}

function Conditions({ href, conditions }: NonNullable<Props['conditional']>) {
  const t = useTranslations('registrar.rule.conditional');
  return (
    <div className="grid gap-3">
      <p className="measure">{t(conditions === null ? 'hidden' : 'shown')}</p>
      {conditions !== null && (
        <blockquote className="measure border-l-2 border-edge pl-4 whitespace-pre-line">
          {conditions}
        </blockquote>
      )}
      <p className="measure text-sm text-soft">{t('hint')}</p>
      {href !== null && (
        <p>
          <TextLink href={href}>{t('settle')}</TextLink>
        </p>
      )}
    </div>
  );
}

export function RuleActs({
  version,
  departments,
  routing,
  conditional,
  offered,
  actions,
  ahead = null,
  leavesWithoutADay = [],
  changes,
}: Props) {
  const t = useTranslations('registrar.rule');
  if (conditional !== null && offered.length === 0) return <Conditions {...conditional} />;
  if (offered.length === 0) return <p className="text-soft">{t('nothingToDo')}</p>;
  const [open, closed] = [
    offered.filter(({ denied }) => denied === null),
    offered.filter(({ denied }) => denied !== null),
  ];
  const first = open.find(({ act }) => forward.includes(act))?.act;
  return (
    <div className="grid gap-5">
      {conditional !== null && <Conditions {...conditional} />}
      {open.map(({ act }) => (
        // The page of health leads to the act that mends what is wrong.
        <div key={act} id={`act-${act}`} className="target:border-l-2 target:border-accent target:pl-4">
          <ActForm
            act={act}
            version={version}
            departments={departments}
            routing={routing}
            action={actions[act]}
            isFirst={act === first}
            ahead={ahead}
            leavesWithoutADay={leavesWithoutADay}
            changes={changes}
          />
        </div>
      ))}
      {closed.length > 0 && (
        <ul className="grid gap-1 text-sm text-soft">
          {closed.map(({ act, denied }) => (
            <li key={act}>{t('act.notYou', { act: t(`act.${act}`), reason: denied ?? '' })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

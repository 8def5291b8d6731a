'use client';

/**
 * PremiseBuilder: name (path of its fields), group {way, count, branches}, onChange, certificates {id, title, versions, note?}, findHref (finds others), onFound, depth?.
 * The condition side of a mapping: rows of certificates and assessments, in groups. Every field has a name, so the form works as it is sent.
 */
import type { CertificateChoice } from './certificate-choice';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { changed, leaveRow, without } from '@/components/rule/list-edit';
import { noBranch } from '@/lib/rule/blank-form';
import type { BranchForm } from '@/lib/rule/form-fields';
import { LeafFields } from './leaf-fields';

export type GroupForm = Pick<BranchForm, 'way' | 'count' | 'branches'>;

type Props = {
  name: string;
  group: GroupForm;
  onChange: (change: Partial<GroupForm>) => void;
  certificates: readonly CertificateChoice[];
  findHref: string;
  onFound: (certificate: CertificateChoice) => void;
  depth?: number;
  hasSpare?: boolean;
};

const deepest = 2;

export function PremiseBuilder({
  name,
  group,
  onChange,
  certificates,
  findHref,
  onFound,
  depth = 0,
  hasSpare = true,
}: Props) {
  const t = useTranslations('registrar.editor');
  const { way, count, branches } = group;
  // Of one thing all are needed and any is enough; without script more rows can be written in than stand here.
  const isAlone = depth === 0 && branches.length < 2 && way === 'all';
  const finds = { certificates, findHref, onFound };
  const change = (index: number, part: Partial<BranchForm>) =>
    onChange({ branches: changed(branches, index, part) });
  const add = (part: Partial<BranchForm>) => onChange({ branches: [...branches, { ...noBranch, ...part }] });
  return (
    <div data-rows className="grid gap-4">
      <div className={clsx('flex flex-wrap items-end gap-3', isAlone && 'without-script')}>
        <Field name={`${name}.way`} label={t('way')}>
          <Select
            value={way}
            onChange={(event) => onChange({ way: event.target.value as GroupForm['way'] })}
            options={[
              { value: 'all', label: t('wayAll') },
              { value: 'any', label: t('wayAny') },
              { value: 'atLeast', label: t('wayAtLeast') },
            ]}
          />
        </Field>
        {way === 'atLeast' ? (
          <Field name={`${name}.count`} label={t('count')}>
            <TextInput
              width="tiny"
              inputMode="numeric"
              value={count}
              onChange={(event) => onChange({ count: event.target.value })}
            />
          </Field>
        ) : (
          <input type="hidden" name={`${name}.count`} value={count} />
        )}
      </div>
      <ol className="grid gap-4">
        {branches.map((branch, index) => (
          <li
            key={index}
            data-row
            className={
              branches.length > 1 || depth > 0 ? 'grid gap-3 border-l-2 border-edge pl-4' : 'grid gap-3'
            }
          >
            <input type="hidden" name={`${name}.branches.${index}.type`} value={branch.type} />
            <div
              className={clsx(
                'flex flex-wrap items-baseline justify-between gap-3',
                isAlone && branch.type === 'mc' && 'hidden',
              )}
            >
              <span className="text-sm text-soft">
                {branch.type === 'group' ? t('group', { row: index + 1 }) : t('row', { row: index + 1 })}
              </span>
              <Button
                tone="quiet"
                size="small"
                aria-label={t('removeRow', { row: index + 1 })}
                onClick={(event) => {
                  leaveRow(event);
                  onChange({ branches: without(branches, index) });
                }}
              >
                {t('remove')}
              </Button>
            </div>
            {branch.type === 'group' ? (
              <PremiseBuilder
                name={`${name}.branches.${index}`}
                group={branch}
                onChange={(part) => change(index, part)}
                {...finds}
                depth={depth + 1}
              />
            ) : (
              <LeafFields
                name={`${name}.branches.${index}`}
                branch={branch}
                onChange={(part) => change(index, part)}
                {...finds}
              />
            )}
          </li>
        ))}
      </ol>
      {hasSpare && (
        // Never inside another noscript: the parser ends the outer one at the first end tag.
        <noscript>
          <SpareRows name={`${name}.branches`} from={branches.length} {...finds} withGroup={depth === 0} />
        </noscript>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" data-adds onClick={() => add({ type: 'mc' })}>
          {t('addCertificate')}
        </Button>
        <Button size="small" onClick={() => add({ type: 'assessment' })}>
          {t('addAssessment')}
        </Button>
        {depth < deepest && (
          <Button size="small" onClick={() => add({ type: 'group', branches: [noBranch, noBranch] })}>
            {t('addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

const ignore = () => undefined;

/** Blank rows for whoever has no script to add some. */
function SpareRows({
  name,
  from,
  withGroup,
  ...finds
}: Pick<Props, 'certificates' | 'findHref' | 'onFound'> & {
  name: string;
  from: number;
  withGroup: boolean;
}) {
  const t = useTranslations('registrar.editor');
  const types = withGroup ? (['mc', 'assessment', 'group'] as const) : (['mc'] as const);
  return (
    <div className="grid gap-4 border-l-2 border-dashed border-edge pl-4">
      <p className="text-sm text-soft">{t('spare')}</p>
      {types.map((type, index) => (
        <div key={type} className="grid gap-3">
          <input type="hidden" name={`${name}.${from + index}.type`} value={type} />
          {type === 'group' ? (
            <PremiseBuilder
              name={`${name}.${from + index}`}
              group={{ ...noBranch, branches: [noBranch, noBranch] }}
              onChange={ignore}
              {...finds}
              depth={1}
              hasSpare={false}
            />
          ) : (
            <LeafFields
              name={`${name}.${from + index}`}
              branch={{ ...noBranch, type }}
              onChange={ignore}
              {...finds}
            />
          )}
        </div>
      ))}
    </div>
  );
}

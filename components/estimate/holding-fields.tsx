/** HoldingFields: n, holding, removeHref. One certificate as stated; asks only for what the institution's rules want to know of it. */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import type { MicroCredentialLeaf } from '@/lib/credit/input';

export type HoldingRow = {
  stated: StatedHolding;
  entry: { title: string; provider: string } | null;
  leaves: readonly MicroCredentialLeaf[];
};

export function HoldingFields({
  n,
  holding,
  removeHref,
}: {
  n: number;
  holding: HoldingRow;
  removeHref: string;
}) {
  const t = useTranslations('public.estimate');
  const { stated, entry, leaves } = holding;
  const wanted = (asks: (leaf: MicroCredentialLeaf) => boolean) => leaves.some(asks);
  const versions = [...new Set(leaves.flatMap((leaf) => leaf.versions ?? []))];
  const proofs = [...new Set([...leaves.flatMap((leaf) => leaf.evidence ?? []), ...stated.evidence])];
  return (
    <fieldset className="grid gap-3 border-t border-line py-4">
      <legend className="float-left w-full font-medium">
        {entry === null ? (
          t('unknown', { slug: stated.slug })
        ) : (
          <TextLink href={`/catalog/${stated.slug}`}>{entry.title}</TextLink>
        )}
      </legend>
      <input type="hidden" name={`mc${n}`} value={stated.slug} />
      <div className="flex flex-wrap justify-between gap-x-4 text-sm text-soft">
        <span>{entry?.provider}</span>
        <TextLink href={removeHref} aria-label={t('removeNamed', { title: entry?.title ?? stated.slug })}>
          {t('remove')}
        </TextLink>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name={`on${n}`} label={t('issuedOn')}>
          <DateInput defaultValue={stated.issuedOn ?? ''} />
        </Field>
        {(stated.score !== null ||
          leaves.length === 0 ||
          wanted((leaf) => leaf.minScore !== undefined || leaf.belowScore !== undefined)) && (
          <Field name={`score${n}`} label={t('score')}>
            <TextInput inputMode="decimal" maxLength={20} width="tiny" defaultValue={stated.score ?? ''} />
          </Field>
        )}
        {(stated.expiresOn !== null ||
          wanted(
            (leaf) => leaf.mustBeActive === true || leaf.expiringOnly === true || leaf.lifetimeOnly === true,
          )) && (
          <Field name={`until${n}`} label={t('expiresOn')} hint={t('expiresHint')}>
            <DateInput defaultValue={stated.expiresOn ?? ''} />
          </Field>
        )}
        {(stated.version !== null || versions.length > 0) && (
          <Field name={`version${n}`} label={t('version')}>
            <Select
              placeholder={t('versionAny')}
              defaultValue={stated.version ?? ''}
              options={[...new Set([...versions, ...(stated.version === null ? [] : [stated.version])])].map(
                (value) => ({ value, label: value }),
              )}
            />
          </Field>
        )}
        {(stated.eqf !== null || wanted((leaf) => leaf.minEqf !== undefined)) && (
          <Field name={`eqf${n}`} label={t('eqf')}>
            <TextInput
              type="number"
              min={1}
              max={8}
              width="tiny"
              defaultValue={stated.eqf === null ? '' : String(stated.eqf)}
            />
          </Field>
        )}
      </div>
      {(stated.idVerified || wanted((leaf) => leaf.idVerified === true)) && (
        <Checkbox name={`id${n}`} value="1" label={t('idVerified')} defaultChecked={stated.idVerified} />
      )}
      {(stated.proctored || wanted((leaf) => leaf.proctored === true)) && (
        <Checkbox name={`proctored${n}`} value="1" label={t('proctored')} defaultChecked={stated.proctored} />
      )}
      {proofs.length > 0 && (
        <fieldset className="grid gap-1.5">
          <legend className="text-sm text-soft">{t('evidence')}</legend>
          {proofs.map((proof) => (
            <Checkbox
              key={proof}
              name={`proof${n}`}
              value={proof}
              label={t('evidenceKind', { kind: proof })}
              defaultChecked={stated.evidence.includes(proof)}
            />
          ))}
        </fieldset>
      )}
    </fieldset>
  );
}

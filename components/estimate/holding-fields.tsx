/** HoldingFields: n, holding, isAgain (the same one is stated before), removeHref. One certificate as stated; asks only for what the institution's rules want to know of it. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useExactNumber } from '@/components/credit/amount';
import { Checkbox } from '@/components/ui/checkbox';
import { DateInput } from '@/components/ui/date-input';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { Unit } from '@/lib/amount/unit';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import { Entry, type EntryNotes } from './entry';

export type HoldingRow = {
  stated: StatedHolding;
  entry: {
    id: string;
    slug: string;
    title: string;
    language: string | null;
    provider: string;
    recommended: readonly { amount: string; unit: Unit }[];
  } | null;
  leaves: readonly MicroCredentialLeaf[];
  isCreditAsked: boolean;
  isExpiryAsked: boolean;
};

export function HoldingFields({
  n,
  holding,
  isAgain,
  homeUnit,
  notes,
  removeHref,
}: {
  n: number;
  holding: HoldingRow;
  isAgain: boolean;
  /** Of the institution; null before one is chosen. */
  homeUnit: Unit | null;
  notes: EntryNotes;
  removeHref: string;
}) {
  const t = useTranslations('public.estimate');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const { stated, entry, leaves, isCreditAsked, isExpiryAsked } = holding;
  const hasNote = (name: string) => notes.errors[`${name}${n}`] !== undefined;
  const [advised] = entry?.recommended ?? [];
  const wanted = (asks: (leaf: MicroCredentialLeaf) => boolean) => leaves.some(asks);
  const versions = [...new Set(leaves.flatMap((leaf) => leaf.versions ?? []))];
  const proofs = [...new Set([...leaves.flatMap((leaf) => leaf.evidence ?? []), ...stated.evidence])];
  return (
    <fieldset data-holding={n} className="grid gap-2 border-t border-line py-3">
      <legend className="float-left w-full font-medium [overflow-wrap:anywhere]">
        {entry === null ? (
          t('unknown', { slug: stated.slug })
        ) : (
          <TextLink href={`/catalog/${entry.slug}`}>
            <EntryTitle title={entry.title} language={entry.language} />
          </TextLink>
        )}
      </legend>
      <input type="hidden" name={`mc${n}`} value={stated.slug} />
      <div className="flex flex-wrap justify-between gap-x-4 text-sm text-soft">
        <span>{entry?.provider}</span>
        <TextLink
          data-remove
          href={removeHref}
          scroll={false}
          aria-label={t('removeNamed', { title: entry?.title ?? stated.slug })}
        >
          {t('remove')}
        </TextLink>
      </div>
      {isAgain && <p className="text-sm">{t('again')}</p>}
      <div className="grid gap-3 sm:grid-cols-2">
        {(stated.score !== null ||
          hasNote('score') ||
          leaves.length === 0 ||
          wanted((leaf) => leaf.minScore !== undefined || leaf.belowScore !== undefined)) && (
          <Entry name={`score${n}`} label={t('score')} notes={notes}>
            <TextInput inputMode="decimal" maxLength={20} width="tiny" defaultValue={stated.score ?? ''} />
          </Entry>
        )}
        <Entry name={`on${n}`} label={t('issuedOn')} notes={notes}>
          <DateInput defaultValue={stated.issuedOn ?? ''} />
        </Entry>
        {(stated.expiresOn !== null || hasNote('until') || isExpiryAsked) && (
          <Entry name={`until${n}`} label={t('expiresOn')} notes={notes}>
            <DateInput defaultValue={stated.expiresOn ?? ''} />
          </Entry>
        )}
        {(stated.credits !== null || hasNote('credit') || isCreditAsked) && (
          <>
            <Entry
              name={`credit${n}`}
              label={t('credit')}
              notes={notes}
              hint={
                advised === undefined
                  ? t('creditHint')
                  : t('creditAdvised', {
                      amount: exact(advised.amount),
                      unit: units(advised.unit, { count: advised.amount === '1' ? 1 : 2 }),
                    })
              }
            >
              <TextInput
                inputMode="decimal"
                maxLength={20}
                width="tiny"
                defaultValue={stated.credits?.amount ?? ''}
              />
            </Entry>
            <Entry name={`unit${n}`} label={t('creditUnit')} notes={notes}>
              <Select
                defaultValue={stated.credits?.unit ?? ''}
                placeholder={homeUnit === null ? t('unitOfInstitution') : units(homeUnit, { count: 2 })}
                options={Unit.options
                  .filter((unit) => unit !== homeUnit || unit === stated.credits?.unit)
                  .map((unit) => ({ value: unit, label: units(unit, { count: 2 }) }))}
              />
            </Entry>
          </>
        )}
        {(stated.version !== null || hasNote('version') || versions.length > 0) && (
          <Entry name={`version${n}`} label={t('version')} notes={notes}>
            <Select
              placeholder={t('versionAny')}
              defaultValue={stated.version ?? ''}
              options={[...new Set([...versions, ...(stated.version === null ? [] : [stated.version])])].map(
                (value) => ({ value, label: value }),
              )}
            />
          </Entry>
        )}
        {(stated.eqf !== null || hasNote('eqf') || wanted((leaf) => leaf.minEqf !== undefined)) && (
          <Entry name={`eqf${n}`} label={t('eqf')} notes={notes}>
            <TextInput
              type="number"
              min={1}
              max={8}
              width="tiny"
              defaultValue={stated.eqf === null ? '' : String(stated.eqf)}
            />
          </Entry>
        )}
      </div>
      {(stated.neverExpires || isExpiryAsked) && (
        <Checkbox
          name={`never${n}`}
          value="1"
          label={t('neverExpires')}
          defaultChecked={stated.neverExpires}
        />
      )}
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

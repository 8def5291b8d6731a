'use client';

/**
 * ListingEditor: listing (as stored), span (of the days of the version that is corrected, in words), languages {value, label}[], missing (how
 * many fields keep it from being handed in). Stands inside an ActionForm. What is entered is held against the European list while it grows.
 */
import { iscedFields } from '@/lib/micro-credential/field-of-study';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Day } from '@/components/ui/day';
import { enteredIn, useIsWaking } from '@/components/ui/early-entry';
import { Field } from '@/components/ui/field';
import { StoredValuesContext, useFormState } from '@/components/ui/form-state';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { completenessOf } from '@/lib/micro-credential/completeness';
import {
  blankContent,
  type ListingContent,
  type ListingField,
  StatedUnit,
} from '@/lib/micro-credential/listing-content';
import type { ListingKind } from '@/lib/micro-credential/listing-life';
import { AlikeWhileTyping } from './alike-while-typing';
import { ElementList } from './element-list';
import {
  DayField,
  LevelField,
  LinesField,
  ListingSection,
  OrganizationField,
  TextField,
} from './listing-fields';
import { OutcomeFields } from './outcome-fields';

export interface ListingEditorProps {
  listing: { id: string; kind: ListingKind; content: ListingContent; reason: string; updatedAt: string };
  span: React.ReactNode;
  languages: readonly { value: string; label: string }[];
  missing: number;
}

type Entered = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The rows that a form holds, a blank one where there is none. */
function rowsIn(entered: Entered): string[] {
  const rows = Object.entries(entered).flatMap(([name, value]) => {
    const place = /^outcomes\.(\d+)$/.exec(name)?.[1];
    return place === undefined || typeof value !== 'string' ? [] : [[Number(place), value] as const];
  });
  return withRow(rows.sort(([a], [b]) => a - b).map(([, text]) => text));
}

function withRow(outcomes: readonly string[]): string[] {
  return outcomes.length > 0 ? [...outcomes] : [''];
}

/** What a form holds, as far as it matters whether something is there. */
function contentIn(entered: Entered, outcomes: readonly string[]): ListingContent {
  const said = Object.keys(blankContent).map((name) => {
    const value = entered[name];
    return [name, typeof value === 'string' ? value.trim() : blankContent[name as ListingField]];
  });
  return {
    ...Object.fromEntries(said),
    outcomes: outcomes.filter((one) => one.trim() !== ''),
  } as ListingContent;
}

export function ListingEditor({ listing, span, languages, missing }: ListingEditorProps) {
  const { content, kind } = listing;
  const [t, choice, section, field] = [
    useTranslations('listing.editor'),
    useTranslations('listing.choice'),
    useTranslations('listing.section'),
    useTranslations('listing.field'),
  ];
  const outcomeWords = useTranslations('listing.outcome');
  const [units, isced] = [useTranslations('credit.unit'), useTranslations('fields.isced')];
  const form = useFormState();
  const sent = form?.state.values;
  // Without script the page is made anew after a refusal, from what was sent.
  const [outcomes, setOutcomes] = useState(() => (sent ? rowsIn(sent) : withRow(content.outcomes)));
  const [entered, setEntered] = useState<Entered | null>(sent ?? null);
  const isWaking = useIsWaking();
  // What was filled in before the script ran is read before anything is rendered again, which would put back what was served.
  useLayoutEffect(() => {
    if (!isWaking) return;
    const own = document.getElementById('listing-editor')?.closest('form');
    const early = own ? enteredIn(own, 'outcomes.') : {};
    queueMicrotask(() => setOutcomes((now) => (Object.keys(early).length === 0 ? now : rowsIn(early))));
  }, [isWaking]);
  const stored = useMemo(
    () => new Map(content.outcomes.map((text, at) => [`outcomes.${at}`, text])),
    [content.outcomes],
  );
  const completeness = completenessOf(
    entered === null
      ? { ...content, outcomes: contentIn({}, outcomes).outcomes }
      : contentIn(entered, outcomes),
  );
  const some = (names: readonly string[]) => names.filter((name) => name !== '');
  return (
    <StoredValuesContext value={stored}>
      <div
        id="listing-editor"
        className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem] [&_:is(input,select,textarea)]:scroll-mt-24"
        onInput={({ currentTarget }) => {
          const own = currentTarget.closest('form');
          if (own !== null) setEntered(enteredIn(own, ''));
        }}
      >
        <input type="hidden" name="listingId" value={listing.id} />
        <div className="top-0 z-10 flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-edge bg-paper py-3 lg:sticky lg:col-span-2">
          <p className="mr-auto text-sm text-soft">
            {t.rich('savedOn', { day: () => <Day date={listing.updatedAt} /> })}
            {missing > 0 && ` · ${t('blocks', { count: missing })}`}
          </p>
          <Button type="submit" aria-disabled={form?.pending || undefined}>
            {t('save')}
          </Button>
          <Button
            type="submit"
            tone="primary"
            name="handIn"
            value="yes"
            aria-disabled={form?.pending || undefined}
          >
            {t('handIn')}
          </Button>
        </div>
        <div className="grid content-start gap-8">
          {kind === 'correction' && (
            <Field name="reason" label={field('reason')} hint={field('reasonHint')}>
              <Textarea rows={2} defaultValue={listing.reason} />
            </Field>
          )}
          <ListingSection title={section('identity')}>
            <TextField content={content} name="title" span="most" maxLength={300} required />
            <Field name="language" label={field('language')} className="sm:col-span-2">
              <Select
                defaultValue={content.language}
                placeholder={field('noLanguage')}
                options={
                  content.language === '' || languages.some(({ value }) => value === content.language)
                    ? languages
                    : [...languages, { value: content.language, label: content.language }]
                }
              />
            </Field>
            <OrganizationField content={content} name="provider" required />
            <OrganizationField content={content} name="awardingBody" />
            <OrganizationField content={content} name="platform" />
            <TextField content={content} name="country" maxLength={80} />
            <TextField content={content} name="url" span="most" type="url" maxLength={2_000} />
            {kind === 'entry' && <AlikeWhileTyping />}
            <TextField content={content} name="subject" span="third" maxLength={200} />
            <Field name="iscedF" label={field('iscedF')} hint={field('iscedFHint')} className="sm:col-span-4">
              <Select
                defaultValue={content.iscedF}
                placeholder={field('noField')}
                options={iscedFields.map((code) => ({
                  value: code,
                  label: `${code} ${isced(code as '01')}`,
                }))}
              />
            </Field>
            <TextField content={content} name="cip" span="third" maxLength={120} />
          </ListingSection>
          <ListingSection title={section('version')}>
            <TextField content={content} name="label" span="third" maxLength={80} />
            {kind === 'correction' ? (
              <p className="self-end text-sm text-soft sm:col-span-4">
                {t.rich('daysFixed', { span: () => span })}
              </p>
            ) : (
              <>
                <DayField content={content} name="validFrom" />
                <DayField content={content} name="validTo" />
              </>
            )}
          </ListingSection>
          <ListingSection title={section('outcomes')}>
            <div className="grid gap-3 sm:col-span-6">
              <p className="text-sm text-soft">{outcomeWords('lede')}</p>
              <OutcomeFields outcomes={outcomes} onChange={setOutcomes} />
            </div>
          </ListingSection>
          <ListingSection title={section('size')}>
            <TextField content={content} name="creditAmount" span="third" inputMode="decimal" />
            <Field name="creditUnit" label={field('creditUnit')} className="sm:col-span-2">
              <Select
                defaultValue={content.creditUnit}
                placeholder={field('noUnit')}
                options={StatedUnit.options.map((unit) => ({
                  value: unit,
                  label: units(unit, { count: 2 }),
                }))}
              />
            </Field>
            <TextField content={content} name="workloadHours" span="third" inputMode="decimal" />
            <TextField content={content} name="creditFramework" span="half" maxLength={120} />
            <TextField content={content} name="duration" span="half" maxLength={200} />
            <LevelField content={content} name="eqfMin" />
            <LevelField content={content} name="eqfMax" />
            <TextField content={content} name="effort" span="third" maxLength={200} />
            <TextField content={content} name="nationalFramework" span="third" maxLength={120} />
            <TextField content={content} name="nationalMin" span="third" maxLength={40} />
            <TextField content={content} name="nationalMax" span="third" maxLength={40} />
          </ListingSection>
          <ListingSection title={section('assessment')}>
            <LinesField content={content} name="assessment" />
            <TextField
              content={content}
              name="supervision"
              span="most"
              maxLength={200}
              suggested={some(
                (['onSite', 'online', 'noId', 'none'] as const).map((one) => choice(`supervision.${one}`)),
              )}
            />
            <TextField content={content} name="passMark" span="third" inputMode="decimal" />
          </ListingSection>
          <ListingSection title={section('part')}>
            <TextField
              content={content}
              name="participation"
              span="third"
              maxLength={200}
              suggested={some(
                (['onSite', 'online', 'blended', 'work'] as const).map((one) =>
                  choice(`participation.${one}`),
                ),
              )}
            />
            <TextField content={content} name="price" span="third" inputMode="decimal" />
            <TextField content={content} name="currency" span="third" maxLength={3} />
            <LinesField content={content} name="prerequisites" rows={2} />
          </ListingSection>
          <ListingSection title={section('quality')}>
            <TextField content={content} name="qualityAssurance" maxLength={500} />
            <TextField content={content} name="qualityAssuredBy" maxLength={200} />
            <TextField content={content} name="qualitySource" span="whole" maxLength={2_000} />
            <DayField content={content} name="qualitySourceOn" />
            <DayField content={content} name="qualityUntil" />
          </ListingSection>
          <ListingSection title={section('stack')}>
            <TextField content={content} name="stackability" span="whole" maxLength={500} />
            <LinesField content={content} name="components" />
          </ListingSection>
          <ListingSection title={section('more')}>
            <LinesField content={content} name="description" rows={4} />
            <LinesField content={content} name="skills" span="half" />
            <LinesField content={content} name="evidenceLinks" span="half" />
          </ListingSection>
        </div>
        <aside className="content-start lg:sticky lg:top-20 lg:self-start">
          <ElementList completeness={completeness} formId={form?.formId} />
        </aside>
      </div>
    </StoredValuesContext>
  );
}

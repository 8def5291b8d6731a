'use client';

/**
 * CertificatePicker: name (of the field that is sent), value (id), onChoose(certificate or null), certificates (known already), findHref (answers ?words= with more).
 * Finds a certificate by words of its title. Until the script runs it is a list of those that are known.
 */
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Combobox } from '@/components/ui/combobox';
import { useIsWaking } from '@/components/ui/early-entry';
import { Select } from '@/components/ui/select';
import { Theirs } from '@/components/ui/theirs';
import { useFound } from '@/components/ui/use-found';
import { coursesLike } from '@/lib/rule/find-course';
import type { CertificateChoice } from './certificate-choice';

type Props = {
  name: string;
  value: string;
  onChoose: (certificate: CertificateChoice | null) => void;
  certificates: readonly CertificateChoice[];
  findHref: string;
};

const mostShown = 8;

export function CertificatePicker({ name, value, onChoose, certificates, findHref }: Props) {
  const t = useTranslations('registrar.editor');
  const isWaking = useIsWaking();
  const titleOf = (id: string) => certificates.find((one) => one.id === id)?.title ?? id;
  const [typed, setTyped] = useState<string | null>(null);
  const found = useFound<CertificateChoice>(typed ?? '', findHref);
  if (isWaking)
    return (
      <Select
        value={value}
        placeholder={t('chooseMc')}
        onChange={(event) => onChoose(certificates.find(({ id }) => id === event.target.value) ?? null)}
        options={certificates.map(({ id, title }) => ({ value: id, label: title }))}
      />
    );
  const known = coursesLike(
    certificates.map((one) => ({ ...one, code: '' })),
    typed ?? '',
    mostShown,
  );
  const options = [...known, ...found.filter(({ id }) => known.every((one) => one.id !== id))].slice(
    0,
    mostShown,
  );
  return (
    <>
      <input type="hidden" name={name} value={value} />
      <Combobox
        isNamed={false}
        value={typed ?? (value === '' ? '' : titleOf(value))}
        onValue={(text) => {
          setTyped(text);
          if (text.trim() === '' && value !== '') onChoose(null);
        }}
        options={
          typed === null
            ? []
            : options.map(({ id, title, note }) => ({ key: id, text: title, ...(note && { note }) }))
        }
        onChoose={(id) => {
          setTyped(null);
          onChoose(options.find((one) => one.id === id) ?? null);
        }}
        // What was typed and not chosen names nothing: what stood there stands there again.
        onLeave={() => setTyped(null)}
        listLabel={t('certificatesFound')}
        counted={(count) => t('certificatesCounted', { count })}
        placeholder={t('chooseMc')}
      />
      <Theirs name={name} stored={undefined} say={titleOf} />
    </>
  );
}

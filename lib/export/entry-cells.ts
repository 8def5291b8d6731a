import { columnOfField } from '@/lib/import/listing-column';
import { blankContent, type ListingContent, type ListingField } from '@/lib/micro-credential/listing-content';
import { codeInKey, type MicroCredentialKind } from '@/lib/micro-credential/natural-key';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Cell, Cells } from './cells';

/** An entry of the catalog with all that a file says of it. */
export interface ExportedEntry {
  slug: string;
  kind: MicroCredentialKind;
  naturalKey: string;
  levelLabel: string | null;
  isWithdrawn: boolean;
  source: string;
  retrievedOn: CivilDate | null;
  /** What it says without any version, and with each. */
  content: ListingContent;
  versions: readonly { content: ListingContent }[];
}

/** The columns of entries of the catalog, in their order: those that an import reads, a row a version. */
export const entryColumns = (
  'title provider platform kind code address_word awarding_body subject isced_f cip language level url skills components status ' +
  'version valid_from valid_to workload_hours effort duration credit_amount credit_unit credit_framework eqf_min eqf_max ' +
  'national_framework national_min national_max assessment supervision participation quality_assurance quality_assured_by ' +
  'quality_source quality_source_on quality_until pass_mark prerequisites stackability price currency country ' +
  'evidence_links description outcomes source retrieved_on'
).split(' ');

/** An entry as rows, one a version, the earliest first; an entry without any is one row. */
export function cellsOfEntry(entry: ExportedEntry): Cells[] {
  const own: Cells = {
    kind: entry.kind,
    code: codeInKey(entry),
    address_word: entry.slug,
    level: entry.levelLabel,
    status: entry.isWithdrawn ? 'withdrawn' : 'active',
    source: entry.source,
    retrieved_on: entry.retrievedOn,
  };
  const contents = entry.versions.map(({ content }) => content).toReversed();
  return (contents.length === 0 ? [entry.content] : contents).map((content) => ({
    ...own,
    ...Object.fromEntries(
      (Object.keys(blankContent) as ListingField[]).map((field): [string, Cell] => [
        columnOfField(field),
        content[field],
      ]),
    ),
  }));
}

import type { ListingContent, ListingField } from './listing-content';

/** One element of the European description, whether it is there, and the field that says it. */
export interface DescribedElement {
  element: ElementName;
  /** Named as mandatory; the others "where relevant". */
  isRequired: boolean;
  isThere: boolean;
  field: ListingField;
}

export interface Completeness {
  elements: readonly DescribedElement[];
  /** @units elements */
  required: { there: number; of: number };
  further: { there: number; of: number };
}

type ElementName =
  | 'title'
  | 'country'
  | 'awardingBody'
  | 'outcomes'
  | 'workload'
  | 'level'
  | 'assessment'
  | 'participation'
  | 'quality'
  | 'prerequisites'
  | 'supervision'
  | 'grade'
  | 'stackability'
  | 'furtherInformation';

/**
 * Which elements of the European description of a micro-credential a listing has. The learner and the day of issue, mandatory as well,
 * stand on the student's copy and are not counted. It informs and forbids nothing.
 * @source docs/domain.md §1.1: Council Recommendation 2022/C 243/02, Annex I, mandatory and optional elements
 * @units elements
 */
export function completenessOf(content: ListingContent): Completeness {
  const element =
    (isRequired: boolean) =>
    (name: ElementName, field: ListingField, ...others: ListingField[]): DescribedElement => ({
      element: name,
      isRequired,
      isThere: [field, ...others].some((one) => content[one].length > 0),
      field,
    });
  const [required, further] = [element(true), element(false)];
  const elements = [
    required('title', 'title'),
    required('country', 'country'),
    required('awardingBody', 'awardingBody'),
    required('outcomes', 'outcomes'),
    // "In ECTS where possible": credit of the issuer is a statement of workload.
    required('workload', 'workloadHours', 'creditAmount'),
    required('level', 'eqfMin', 'eqfMax', 'nationalMin', 'nationalMax'),
    required('assessment', 'assessment'),
    required('participation', 'participation'),
    required('quality', 'qualityAssurance', 'qualityAssuredBy'),
    further('prerequisites', 'prerequisites'),
    further('supervision', 'supervision'),
    further('grade', 'passMark'),
    further('stackability', 'stackability', 'components'),
    further('furtherInformation', 'url', 'description', 'evidenceLinks'),
  ];
  const count = (isRequired: boolean) => {
    const of = elements.filter((one) => one.isRequired === isRequired);
    return { there: of.filter(({ isThere }) => isThere).length, of: of.length };
  };
  return { elements, required: count(true), further: count(false) };
}

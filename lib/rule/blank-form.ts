import type { BranchForm, DefinitionForm, LineForm } from '@/lib/rule/form-fields';

/** A blank row of the premise; left out when the form is read. */
export const noBranch: BranchForm = {
  type: 'mc',
  mc: '',
  versions: '',
  minScore: '',
  belowScore: '',
  minEqf: '',
  maxAge: '',
  maxAgeUnit: 'years',
  evidence: '',
  idVerified: '',
  proctored: '',
  mustBeActive: '',
  expiry: '',
  assessment: '',
  way: 'any',
  count: '',
  branches: [],
};

/** A blank row of an outcome; left out when the form is read. */
export const noLine: LineForm = {
  kind: 'course',
  target: '',
  level: '',
  credit: 'fixed',
  amount: '',
  unit: '',
};

type Entered = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The definition that the fields of a sent form held, whatever they held: for showing it again. Names are paths under `prefix`;
 * what is missing is taken from blank rows.
 */
export function formOfFields(values: Entered, prefix: string): DefinitionForm {
  const text = (name: string): string => {
    const value = values[`${prefix}.${name}`];
    return typeof value === 'string' ? value : '';
  };
  const indexes = (name: string): number[] => {
    const start = `${prefix}.${name}.`;
    const found = Object.keys(values)
      .filter((key) => key.startsWith(start))
      .map((key) => Number(key.slice(start.length).split('.')[0]));
    return [...new Set(found)].filter(Number.isInteger).sort((a, b) => a - b);
  };
  const fill = <Row extends object>(blank: Row, name: string): Row =>
    Object.fromEntries(
      Object.entries(blank).map(([key, value]) => [
        key,
        typeof value === 'string' ? text(`${name}.${key}`) || (key in choices ? value : '') : value,
      ]),
    ) as Row;
  const branches = (name: string): BranchForm[] =>
    indexes(`${name}.branches`).map((index) => ({
      ...fill(noBranch, `${name}.branches.${index}`),
      branches: branches(`${name}.branches.${index}`),
    }));
  const list = values[`${prefix}.programs[]`];
  return {
    premise: {
      way: (text('premise.way') || 'all') as DefinitionForm['premise']['way'],
      count: text('premise.count'),
      branches: branches('premise'),
    },
    decision: text('decision') === 'deny' ? 'deny' : 'credit',
    outcomes: indexes('outcomes').map((index) => ({
      lines: indexes(`outcomes.${index}.lines`).map((at) => fill(noLine, `outcomes.${index}.lines.${at}`)),
    })),
    programs: typeof list === 'string' ? [list] : [...(list ?? [])],
    credentialWindow: {
      basis: text('credentialWindow.basis') === 'heldDuring' ? 'heldDuring' : 'issuedOn',
      from: text('credentialWindow.from'),
      to: text('credentialWindow.to'),
    },
    claimWindow: { from: text('claimWindow.from'), to: text('claimWindow.to') },
    termWindow: { from: text('termWindow.from'), to: text('termWindow.to') },
    combining: (text('combining') || 'free') as DefinitionForm['combining'],
    exclusiveGroup: text('exclusiveGroup'),
    overrides: text('overrides'),
    tags: text('tags'),
    priority: text('priority'),
  };
}

/** Fields that always hold one of their choices. */
const choices = { type: true, maxAgeUnit: true, way: true, kind: true, credit: true };

/** The fields of a definition by name, blank ones left out: for comparing two forms field by field. */
export function fieldsOfForm(form: DefinitionForm): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (name: string, value: unknown) => {
    if (typeof value === 'string') {
      if (value !== '') found.set(name, value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(name ? `${name}.${key}` : key, inner);
    }
  };
  walk('', form);
  return found;
}

/** The form with what its fields hold, by their names under `prefix`; what has no field on the page stays as it is. */
export function withFields(form: DefinitionForm, values: Entered, prefix: string): DefinitionForm {
  const kept = [...fieldsOfForm(form)].map(([name, value]) => [`${prefix}.${name}`, value] as const);
  return formOfFields(
    { ...Object.fromEntries(kept), [`${prefix}.programs[]`]: form.programs, ...values },
    prefix,
  );
}

/** What an elective is called that has no name of its own. */
export const freeElective = 'Elective';

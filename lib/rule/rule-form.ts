import { atMost, readDecimal } from '@/lib/amount/decimal-text';
import { Unit } from '@/lib/amount/unit';
import {
  type Credits,
  type Line,
  type MicroCredentialLeaf,
  type Outcome,
  type Premise,
} from '@/lib/credit/input';
import { mostCredits } from '@/lib/institution/most-credits';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { type BranchForm, DefinitionFields, type DefinitionForm, type LineForm } from './form-fields';
import { freeElective } from './blank-form';
import { RuleDefinition } from './rule-version';

/** The fields of a form, read as a definition; each problem names its field. @refuses nothing: problems are issues of the schema */
export const DefinitionFromForm = DefinitionFields.transform((form, ctx): RuleDefinition => {
  let isSound = true;
  const problem = (path: Path, message: string) => {
    isSound = false;
    ctx.addIssue({ code: 'custom', path, message });
  };
  const definition = new Reader(problem).definition(form);
  // What would be stored is what will be read: a draft that the schema refuses could never be opened again.
  const [beyond] = isSound ? (RuleDefinition.safeParse(definition).error?.issues ?? []) : [];
  if (beyond) problem(placeOf(beyond.path), 'field/rule-too-long');
  return definition;
});

/** The part of the form that the part of a definition came from. */
function placeOf([part]: readonly PropertyKey[]): Path {
  return part === 'exclusive' ? ['exclusiveGroup'] : [String(part ?? 'premise')];
}

type Path = (string | number)[];

class Reader {
  constructor(private readonly problem: (path: Path, message: string) => void) {}

  definition(form: DefinitionForm): RuleDefinition {
    const { decision, premise, combining } = form;
    const programs = form.programs.filter((code) => code !== '');
    const exclusive =
      combining === 'alone'
        ? '*'
        : combining === 'group'
          ? this.required(form.exclusiveGroup, ['exclusiveGroup'], 'field/group-name')
          : null;
    const priority = form.priority === '' ? null : this.whole(form.priority, ['priority'], 0, 1_000);
    const credentialWindow = this.span(form.credentialWindow, ['credentialWindow']);
    const [claimWindow, termWindow] = [
      this.span(form.claimWindow, ['claimWindow']),
      this.span(form.termWindow, ['termWindow']),
    ];
    const [overrides, tags] = [listOf(form.overrides), listOf(form.tags)];
    return {
      premise:
        this.group(premise, ['premise']) ?? this.nothing(['premise', 'branches', 0, 'mc'], 'field/held'),
      outcomes: decision === 'deny' ? [] : this.outcomes(form),
      ...(decision === 'deny' && { deny: true }),
      ...(programs.length > 0 && { programs }),
      ...(credentialWindow && {
        credentialWindow: { basis: form.credentialWindow.basis, ...credentialWindow },
      }),
      ...(claimWindow && { claimWindow }),
      ...(termWindow && { termWindow }),
      ...(exclusive && { exclusive }),
      ...(overrides && { overrides }),
      ...(tags && { tags }),
      ...(priority !== null && { priority }),
    };
  }

  private group(
    form: { way: 'all' | 'any' | 'atLeast'; count: string; branches: readonly BranchForm[] },
    path: Path,
  ): Premise | null {
    const branches = form.branches.flatMap(
      (branch, index) => this.branch(branch, [...path, 'branches', index]) ?? [],
    );
    const [only] = branches;
    if (!only) return null;
    if (form.way === 'atLeast') {
      const count = this.whole(form.count, [...path, 'count'], 1, 50);
      if (count > branches.length) this.problem([...path, 'count'], `field/choices ${branches.length}`);
      return { atLeast: count, of: branches };
    }
    if (branches.length === 1) return only;
    return form.way === 'all' ? { all: branches } : { any: branches };
  }

  private branch(form: BranchForm, path: Path): Premise | null {
    if (form.type === 'group') return this.group(form, path);
    if (form.type === 'mc') return form.mc === '' ? null : this.leaf(form, path);
    if (form.assessment === '' && form.minScore === '') return null;
    return {
      assessment: this.required(form.assessment, [...path, 'assessment'], 'field/assessment-name'),
      minScore: this.amount(this.required(form.minScore, [...path, 'minScore'], 'field/pass-score'), [
        ...path,
        'minScore',
      ]),
    };
  }

  private leaf(form: BranchForm, path: Path): MicroCredentialLeaf {
    const [versions, evidence] = [listOf(form.versions), listOf(form.evidence)];
    const age =
      form.maxAge === ''
        ? null
        : this.whole(form.maxAge, [...path, 'maxAge'], 0, form.maxAgeUnit === 'years' ? 99 : 1_188);
    return {
      mc: form.mc,
      ...(versions && { versions }),
      ...(form.minEqf !== '' && { minEqf: this.whole(form.minEqf, [...path, 'minEqf'], 1, 8) }),
      ...(form.mustBeActive && { mustBeActive: true }),
      ...(form.expiry === 'expiring' && { expiringOnly: true }),
      ...(form.expiry === 'lifetime' && { lifetimeOnly: true }),
      ...(age !== null && { maxAge: form.maxAgeUnit === 'years' ? { years: age } : { months: age } }),
      ...(evidence && { evidence }),
      ...(form.idVerified && { idVerified: true }),
      ...(form.proctored && { proctored: true }),
      ...(form.minScore !== '' && { minScore: this.amount(form.minScore, [...path, 'minScore']) }),
      ...(form.belowScore !== '' && { belowScore: this.amount(form.belowScore, [...path, 'belowScore']) }),
    };
  }

  private outcomes(form: DefinitionForm): Outcome[] {
    const outcomes = form.outcomes.map(({ lines }, index) => ({
      lines: lines.flatMap((line, at) => this.line(line, ['outcomes', index, 'lines', at]) ?? []),
    }));
    const filled = outcomes.filter((outcome) => outcome.lines.length > 0);
    return filled.length > 0 ? filled : [{ lines: [] }];
  }

  private line(form: LineForm, path: Path): Line | null {
    const withoutCredit = form.kind === 'waiver' || form.kind === 'noncredit';
    if (form.target === '' && form.amount === '' && form.credit === 'fixed') return null;
    const target =
      form.target === '' && form.kind === 'elective'
        ? freeElective
        : this.required(form.target, [...path, 'target'], 'field/credit-as');
    return {
      kind: form.kind,
      target,
      ...(form.level !== '' && { level: form.level }),
      credits: withoutCredit ? { amount: '0' } : this.credits(form, path),
    };
  }

  private credits({ credit, amount, unit, kind }: LineForm, path: Path): Credits {
    if (credit === 'catalog') {
      if (kind !== 'course') this.problem([...path, 'credit'], 'field/course-credit-only');
      return { catalog: true };
    }
    const known = Unit.safeParse(unit);
    if (unit !== '' && !known.success) this.problem([...path, 'unit'], 'field/unit');
    const measured = (found: string) => ({
      amount: this.amount(found, [...path, 'amount'], mostCredits.program),
      ...(known.success && { unit: known.data }),
    });
    if (credit === 'source')
      return amount === '' ? { fromSource: true } : { fromSource: true, max: measured(amount) };
    return measured(this.required(amount, [...path, 'amount'], 'field/amount'));
  }

  private span(form: { from: string; to: string }, path: Path) {
    const day = (value: string, end: 'from' | 'to') => {
      if (value === '') return null;
      const parsed = CivilDateText.safeParse(value);
      if (!parsed.success) this.problem([...path, end], 'field/day');
      return parsed.data ?? null;
    };
    const [from, to] = [day(form.from, 'from'), day(form.to, 'to')];
    if (from && to && from > to) this.problem([...path, 'to'], 'field/ends-first');
    return from || to ? { ...(from && { from }), ...(to && { to }) } : null;
  }

  private whole(value: string, path: Path, min: number, max: number): number {
    const number = /^\d{1,4}$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) this.problem(path, `field/whole-number ${min} ${max}`);
    return Number.isNaN(number) ? min : number;
  }

  private amount(value: string, path: Path, most?: number): string {
    if (value === '') return value;
    const read = readDecimal(value);
    if (!read.ok) this.problem(path, read.reason);
    else if (most !== undefined && !atMost(most)(read.value)) this.problem(path, `field/at-most ${most}`);
    return read.ok ? read.value : value;
  }

  private required(value: string, path: Path, message: string): string {
    if (value === '') this.problem(path, message);
    return value;
  }

  private nothing(path: Path, message: string): Premise {
    this.problem(path, message);
    return { mc: '' };
  }
}

/** "a, b; c" as a list, each once; null when there is nothing. */
function listOf(value: string): string[] | null {
  const parts = [
    ...new Set(
      value
        .split(/[,;\n]/)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
  return parts.length > 0 ? parts : null;
}

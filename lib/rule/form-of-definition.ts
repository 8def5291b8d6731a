import type { Line, Premise } from '@/lib/credit/input';
import { noBranch, noLine } from './blank-form';
import type { BranchForm, DefinitionForm, LineForm } from '@/lib/rule/form-fields';
import type { RuleDefinition } from './rule-version';

/** The fields of a form that say the same as the definition; reading them back gives an equal definition. */
export function formOfDefinition(definition: RuleDefinition): DefinitionForm {
  const { premise, credentialWindow, claimWindow, termWindow, exclusive } = definition;
  const branch = branchOf(premise);
  return {
    premise:
      branch.type === 'group'
        ? { way: branch.way, count: branch.count, branches: branch.branches }
        : { way: 'all', count: '', branches: [branch] },
    decision: definition.deny ? 'deny' : 'credit',
    outcomes: definition.outcomes.map(({ lines }) => ({ lines: lines.map(lineOf) })),
    programs: definition.programs ?? [],
    credentialWindow: {
      basis: credentialWindow?.basis ?? 'issuedOn',
      from: credentialWindow?.from ?? '',
      to: credentialWindow?.to ?? '',
    },
    claimWindow: { from: claimWindow?.from ?? '', to: claimWindow?.to ?? '' },
    termWindow: { from: termWindow?.from ?? '', to: termWindow?.to ?? '' },
    combining: exclusive === '*' ? 'alone' : exclusive ? 'group' : 'free',
    exclusiveGroup: exclusive && exclusive !== '*' ? exclusive : '',
    overrides: definition.overrides?.join(', ') ?? '',
    tags: definition.tags?.join(', ') ?? '',
    priority: definition.priority?.toString() ?? '',
  };
}

function branchOf(premise: Premise): BranchForm {
  if ('all' in premise)
    return { ...noBranch, type: 'group', way: 'all', branches: premise.all.map(branchOf) };
  if ('any' in premise)
    return { ...noBranch, type: 'group', way: 'any', branches: premise.any.map(branchOf) };
  if ('of' in premise)
    return {
      ...noBranch,
      type: 'group',
      way: 'atLeast',
      count: String(premise.atLeast),
      branches: premise.of.map(branchOf),
    };
  if ('assessment' in premise)
    return { ...noBranch, type: 'assessment', assessment: premise.assessment, minScore: premise.minScore };
  const months = premise.maxAge?.months;
  return {
    ...noBranch,
    mc: premise.mc,
    versions: premise.versions?.join(', ') ?? '',
    minScore: premise.minScore ?? '',
    belowScore: premise.belowScore ?? '',
    minEqf: premise.minEqf?.toString() ?? '',
    maxAge: (premise.maxAge?.years ?? months)?.toString() ?? '',
    maxAgeUnit: months === undefined ? 'years' : 'months',
    evidence: premise.evidence?.join(', ') ?? '',
    idVerified: premise.idVerified ? 'on' : '',
    proctored: premise.proctored ? 'on' : '',
    mustBeActive: premise.mustBeActive ? 'on' : '',
    expiry: premise.expiringOnly ? 'expiring' : premise.lifetimeOnly ? 'lifetime' : '',
  };
}

function lineOf({ kind, target, level, credits }: Line): LineForm {
  const line = { ...noLine, kind, target, level: level ?? '' };
  if ('catalog' in credits) return { ...line, credit: 'catalog' };
  if ('fromSource' in credits)
    return { ...line, credit: 'source', amount: credits.max?.amount ?? '', unit: credits.max?.unit ?? '' };
  return { ...line, amount: credits.amount, unit: credits.unit ?? '' };
}

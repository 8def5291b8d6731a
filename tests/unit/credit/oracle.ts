/**
 * A second engine, written from the readme of the case file without looking at lib/credit: slow, literal, it tries every selection.
 * It shares no code with the engine, not even arithmetic. Only small cases end.
 */
import type { CreditCase, Credential, Limit, Line, Premise, Rule } from '@/lib/credit/input';

interface Q {
  n: bigint;
  d: bigint;
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const q = (n: bigint, d: bigint): Q => {
  const g = gcd(n, d) || 1n;
  return { n: n / g, d: d / g };
};
const Z: Q = { n: 0n, d: 1n };
const read = (text: string): Q => {
  if (text.includes('/')) {
    const [a, b] = text.split('/') as [string, string];
    return q(BigInt(a), BigInt(b));
  }
  const [whole, fraction = ''] = text.split('.') as [string, string?];
  return q(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
};
const add = (a: Q, b: Q): Q => q(a.n * b.d + b.n * a.d, a.d * b.d);
const neg = (a: Q): Q => ({ n: -a.n, d: a.d });
const sub = (a: Q, b: Q): Q => add(a, neg(b));
const mul = (a: Q, b: Q): Q => q(a.n * b.n, a.d * b.d);
const cmp = (a: Q, b: Q): number => {
  const x = a.n * b.d - b.n * a.d;
  return x < 0n ? -1 : x > 0n ? 1 : 0;
};
const min = (a: Q, b: Q): Q => (cmp(a, b) <= 0 ? a : b);
const pos = (a: Q): Q => (a.n < 0n ? Z : a);
const write = (a: Q): string => {
  let d = a.d;
  for (const p of [2n, 5n]) while (d % p === 0n) d /= p;
  if (d !== 1n) return `${a.n}/${a.d}`;
  let places = 0;
  while ((a.n * 10n ** BigInt(places)) % a.d !== 0n) places += 1;
  const digits = ((a.n * 10n ** BigInt(places)) / a.d).toString().padStart(places + 1, '0');
  return places === 0
    ? digits
    : `${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`;
};

const plusMonths = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return date.toISOString().slice(0, 10);
};
const inside = (
  window: { from?: string | null | undefined; to?: string | null | undefined } | undefined,
  day: string,
): boolean => !window || ((window.from ?? '0000') <= day && day <= (window.to ?? '9999-99-99'));

const standard: Record<string, string> = {
  'ECTS>US_SEM': '1/2',
  'US_SEM>ECTS': '2',
  'ECTS>UK_CATS': '2',
  'UK_CATS>ECTS': '1/2',
  'UK_CATS>US_SEM': '1/4',
  'US_SEM>UK_CATS': '4',
  'US_QTR>US_SEM': '2/3',
  'US_SEM>US_QTR': '3/2',
  'ECTS>US_QTR': '3/4',
  'US_QTR>ECTS': '4/3',
  'UK_CATS>US_QTR': '3/8',
  'US_QTR>UK_CATS': '8/3',
  'NZ_CREDIT>ECTS': '1/2',
  'ECTS>NZ_CREDIT': '2',
  'NZ_CREDIT>US_SEM': '1/4',
  'HOURS>UK_CATS': '1/10',
  'HOURS>NZ_CREDIT': '1/10',
};

type Use = { credential: Credential; atoms: string[] };
type Way = { uses: Use[]; atoms: string[]; open: string[] };
type Pick = { rule: Rule; way: Way; wayNo: number; outcomeNo: number };
type Got = { rule: Rule; line: Line; lineNo: number; way: Way; awarded: Q };

export function oracle(input: CreditCase): unknown {
  const { policy, student, program, rules } = input;
  const catalog = input.catalog ?? {};
  const mcs = catalog.microCredentials ?? {};
  const atomsOf = (mc: string): string[] => {
    const parts = mcs[mc]?.components ?? [];
    return parts.length ? [...new Set(parts.flatMap(atomsOf))] : [mc];
  };
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const prio = (rule: Rule): number => rule.priority ?? 50;

  // Step 3, from the last check that fails backwards.
  const fails = (
    credential: Credential,
    leaf: Extract<Premise, { mc: string }>,
    rule: Rule,
  ): [number, string] | null => {
    const claim = student.claimDate as string;
    const { from, to, basis } = rule.credentialWindow ?? {};
    const windowOk =
      basis === 'heldDuring'
        ? credential.issuedOn <= (to ?? '9999-99-99') &&
          (credential.expiryUnknown ? credential.issuedOn : (credential.expiresOn ?? '9999-99-99')) >=
            (from ?? '0000')
        : inside({ from, to }, credential.issuedOn);
    const score = credential.score == null ? null : read(credential.score);
    const age =
      leaf.maxAge &&
      plusMonths(credential.issuedOn, (leaf.maxAge.years ?? 0) * 12 + (leaf.maxAge.months ?? 0));
    const list: [boolean, string][] = [
      [credential.status !== 'revoked', 'REVOKED'],
      [
        !leaf.versions || (credential.version != null && leaf.versions.includes(credential.version)),
        'VERSION_MISMATCH',
      ],
      [!leaf.minEqf || (credential.eqf != null && credential.eqf >= leaf.minEqf), 'LEVEL_BELOW_MIN'],
      [windowOk, 'CREDENTIAL_WINDOW'],
      [
        !leaf.mustBeActive ||
          (!credential.expiryUnknown && (credential.expiresOn == null || claim <= credential.expiresOn)),
        'EXPIRED',
      ],
      [
        !(leaf.expiringOnly && credential.expiresOn == null) &&
          !(leaf.lifetimeOnly && (credential.expiresOn != null || credential.expiryUnknown)),
        'EXPIRY_KIND',
      ],
      [!age || claim <= age, 'TOO_OLD'],
      [
        !leaf.evidence || (credential.evidence ?? []).some((one) => leaf.evidence?.includes(one)),
        'EVIDENCE_NOT_ACCEPTED',
      ],
      [!leaf.idVerified || credential.idVerified === true, 'ID_NOT_VERIFIED'],
      [!leaf.proctored || credential.proctored === true, 'NOT_PROCTORED'],
      [
        leaf.minScore === undefined || (score !== null && cmp(score, read(leaf.minScore)) >= 0),
        'SCORE_BELOW_MIN',
      ],
      [
        leaf.belowScore === undefined || score === null || cmp(score, read(leaf.belowScore)) < 0,
        'SCORE_ABOVE_MAX',
      ],
    ];
    const at = list.findIndex(([passes]) => !passes);
    return at === -1 ? null : [at + 1, (list[at] as [boolean, string])[1]];
  };
  const holders = (mc: string): Use[] =>
    student.credentials
      .filter(
        (one) => one.mc === mc || (mcs[one.mc]?.componentsImplied && mcs[one.mc]?.components?.includes(mc)),
      )
      .map((credential) => ({ credential, atoms: atomsOf(mc) }));

  // Step 4: every combination first, disjointness afterwards.
  const join = (a: Way, b: Way): Way => ({
    uses: [...a.uses, ...b.uses],
    atoms: [...a.atoms, ...b.atoms],
    open: [...a.open, ...b.open],
  });
  const ways = (premise: Premise, rule: Rule, assume: boolean): Way[] => {
    const product = (parts: Premise[]): Way[] =>
      parts.reduce<Way[]>(
        (done, part) => done.flatMap((left) => ways(part, rule, assume).map((right) => join(left, right))),
        [{ uses: [], atoms: [], open: [] }],
      );
    const choose = (parts: Premise[], count: number): Premise[][] =>
      count === 0
        ? [[]]
        : parts.flatMap((part, index) =>
            choose(parts.slice(index + 1), count - 1).map((rest) => [part, ...rest]),
          );
    if ('all' in premise) return product(premise.all);
    if ('any' in premise) return premise.any.flatMap((part) => ways(part, rule, assume));
    if ('of' in premise) return choose(premise.of, premise.atLeast).flatMap(product);
    if ('assessment' in premise) {
      const tries = (student.assessments ?? []).filter(({ id }) => id === premise.assessment);
      if (tries.some(({ score }) => cmp(read(score), read(premise.minScore)) >= 0))
        return [{ uses: [], atoms: [], open: [] }];
      return assume && tries.length === 0 ? [{ uses: [], atoms: [], open: [premise.assessment] }] : [];
    }
    return holders(premise.mc)
      .filter(({ credential }) => !fails(credential, premise, rule))
      .map((use) => ({ uses: [use], atoms: use.atoms, open: [] }));
  };
  const witnesses = (rule: Rule, assume: boolean): Way[] =>
    ways(rule.premise, rule, assume).filter(({ atoms }) => new Set(atoms).size === atoms.length);

  // Step 8.
  const earned = new Set((student.earned ?? []).map(({ course }) => course));
  const same = (a: string, b: string): boolean =>
    a === b || (catalog.equivalents ?? []).some((group) => group.includes(a) && group.includes(b));
  const home = ({ amount, unit }: { amount: string; unit?: string | undefined }): Q | null => {
    const from = unit ?? policy.homeUnit;
    if (from === policy.homeUnit) return read(amount);
    const factor =
      policy.conversions?.[`${from}>${policy.homeUnit}`] ?? standard[`${from}>${policy.homeUnit}`];
    return factor === undefined ? null : mul(read(amount), read(factor));
  };
  const round = (value: Q): Q => {
    const step = read(policy.rounding?.increment ?? '0.01');
    const times = q(value.n * step.d, value.d * step.n);
    const low = times.n / times.d;
    const half = cmp({ n: times.n - low * times.d, d: times.d }, { n: 1n, d: 2n });
    const exact = times.n % times.d === 0n;
    const mode = policy.rounding?.mode ?? 'HALF_UP';
    const up =
      !exact &&
      (mode === 'UP' ||
        (mode === 'HALF_UP' && half >= 0) ||
        (mode === 'HALF_EVEN' && (half > 0 || (half === 0 && low % 2n === 1n))));
    return mul(q(up ? low + 1n : low, 1n), step);
  };
  const value = (line: Line, way: Way): Q | null => {
    if (line.kind === 'waiver' || line.kind === 'noncredit') return Z;
    const credits = line.credits;
    let amount: Q | null;
    if ('catalog' in credits) amount = read(catalog.courses?.[line.target]?.credits ?? '0');
    else if ('fromSource' in credits) {
      amount = Z;
      for (const { credits: own } of new Set(way.uses.map(({ credential }) => credential))) {
        const part: Q | null = own ? home(own) : Z;
        if (part === null) return null;
        amount = add(amount, part);
      }
      if (credits.max) {
        const max = home(credits.max);
        if (max === null) return null;
        amount = min(amount, max);
      }
    } else amount = home(credits);
    if (amount === null) return null;
    if (line.kind === 'course')
      for (const overlap of catalog.overlaps ?? [])
        if (overlap.course === line.target && earned.has(overlap.with))
          amount = pos(sub(amount, read(overlap.credits)));
    return policy.rounding?.stage === 'line' ? round(amount) : amount;
  };
  const award = (picks: Pick[]): { got: Got[]; lost: { rule: string; target: string; reason: string }[] } => {
    const got: Got[] = [];
    const lost: { rule: string; target: string; reason: string }[] = [];
    // In one pass the picks are listed in the order of the pass, and settled in it.
    const order = [...picks];
    if (policy.resolution !== 'priority')
      order.sort((a, b) => prio(a.rule) - prio(b.rule) || byText(a.rule.id, b.rule.id));
    for (const { rule, way, outcomeNo } of order) {
      (rule.outcomes[outcomeNo]?.lines ?? []).forEach((line, lineNo) => {
        const drop = (reason: string) => lost.push({ rule: rule.id, target: line.target, reason });
        if (line.kind === 'course') {
          if (
            [...earned].some((one) => same(one, line.target)) ||
            got.some((one) => one.line.kind === 'course' && same(one.line.target, line.target))
          )
            return drop('DUPLICATE_COURSE');
          if ([...earned].some((one) => catalog.outranks?.[one]?.includes(line.target)))
            return drop('OUTRANKED_COURSE');
        }
        const awarded = value(line, way);
        if (awarded === null) return drop('UNIT_NOT_CREDIT');
        return got.push({ rule, line, lineNo, way, awarded });
      });
    }
    return { got, lost };
  };

  // Steps 9 and 10.
  const total = read(program?.total ?? '0');
  const part = (limit: { amount?: string | undefined; percent?: string | undefined }): Q =>
    limit.amount !== undefined
      ? read(limit.amount)
      : mul(total, q(read(limit.percent ?? '0').n, read(limit.percent ?? '0').d * 100n));
  const room = (limit: Limit): Q => {
    if (limit.type === 'max') return pos(sub(part(limit), read(limit.alreadyUsed ?? '0')));
    if (limit.type === 'minResident')
      return pos(sub(sub(total, part(limit)), read(limit.externalAlreadyCounted ?? '0')));
    if (limit.type === 'finalWindow')
      return add(
        pos(sub(sub(total, read(limit.window)), read(limit.totalSoFar ?? '0'))),
        pos(sub(read(limit.maxExternal), read(limit.externalInWindow ?? '0'))),
      );
    throw new Error('not a limit');
  };
  const covers = (limit: Limit, { rule, line, way }: Got): boolean => {
    if (limit.type !== 'max' || limit.scope.all) return true;
    const { providers, tags, levels, kinds, olderThan } = limit.scope;
    const days = way.uses.map(({ credential }) => credential.issuedOn as string);
    return (
      (!providers ||
        way.uses.some(({ credential }) => providers.includes(mcs[credential.mc]?.provider ?? '?'))) &&
      (!tags || (rule.tags ?? []).some((tag) => tags.includes(tag))) &&
      (!levels || levels.includes(line.level ?? 'LD')) &&
      (!kinds || kinds.includes(line.kind)) &&
      (!olderThan ||
        (days.length > 0 &&
          student.claimDate >
            plusMonths(
              days.reduce((a, b) => (a < b ? a : b)),
              12 * olderThan.years,
            )))
    );
  };
  const caps = (program?.limits ?? []).filter(({ type }) => type !== 'minUpperDivision');
  const rooms = caps.map(room);
  const kinds = ['course', 'genEd', 'block', 'elective', 'levelOnly', 'waiver', 'noncredit'];
  const level = (line: Line): number => (line.level === 'GR' ? 0 : line.level === 'UD' ? 1 : 2);
  const count = (got: Got[]): Map<Got, Q> => {
    const order = [...got].sort(
      (a, b) =>
        kinds.indexOf(a.line.kind) - kinds.indexOf(b.line.kind) ||
        level(a.line) - level(b.line) ||
        prio(a.rule) - prio(b.rule) ||
        byText(a.rule.id, b.rule.id) ||
        a.lineNo - b.lineNo,
    );
    if ((policy.trim ?? 'partial') === 'partial') {
      const left = [...rooms];
      return new Map(
        order.map((one) => {
          const mine = caps.flatMap((limit, index) => (covers(limit, one) ? [index] : []));
          const counted = mine.reduce((least, index) => min(least, left[index] as Q), one.awarded);
          for (const index of mine) left[index] = sub(left[index] as Q, counted);
          return [one, counted];
        }),
      );
    }
    // Every subset, those with earlier lines first.
    let best: boolean[] = [];
    let most: Q = { n: -1n, d: 1n };
    const countable = order.filter(({ awarded }) => awarded.n > 0n);
    for (let mask = 2 ** countable.length - 1; mask >= 0; mask--) {
      const taken = countable.map(
        (_, index) => Math.floor(mask / 2 ** (countable.length - 1 - index)) % 2 === 1,
      );
      const sumOf = (filter: (one: Got) => boolean) =>
        countable.reduce((sum, one, index) => (taken[index] && filter(one) ? add(sum, one.awarded) : sum), Z);
      if (
        caps.some(
          (limit, index) =>
            cmp(
              sumOf((one) => covers(limit, one)),
              rooms[index] as Q,
            ) > 0,
        )
      )
        continue;
      const sum = sumOf(() => true);
      if (cmp(sum, most) > 0) [best, most] = [taken, sum];
    }
    return new Map(order.map((one) => [one, best[countable.indexOf(one)] ? one.awarded : Z]));
  };

  // Step 5.
  const rejected: Record<string, { reason: string; detail?: string; pending?: string[] }> = {};
  const reject = (rule: Rule, entry: { reason: string; detail?: string; pending?: string[] }) => {
    if (!rule.deny) rejected[rule.id] = entry;
  };
  const gone = new Set(student.consumedAtoms ?? []);
  let left: { rule: Rule; ways: Way[] }[] = [];
  for (const rule of rules) {
    if (rule.status !== undefined && rule.status !== 'published')
      reject(rule, { reason: 'RULE_NOT_PUBLISHED' });
    else if (!(rule.programs ?? ['*']).some((code) => code === '*' || code === student.program))
      reject(rule, { reason: 'PROGRAM_NOT_APPLICABLE' });
    else if (!inside(rule.claimWindow, student.claimDate)) reject(rule, { reason: 'CLAIM_WINDOW' });
    else if (
      (rule.termWindow?.from ?? rule.termWindow?.to) &&
      !(student.termStart && inside(rule.termWindow, student.termStart))
    )
      reject(rule, { reason: 'TERM_WINDOW' });
    else {
      const all = witnesses(rule, false);
      const free = all.filter(({ atoms }) => !atoms.some((atom) => gone.has(atom)));
      if (all.length === 0) {
        const [assumed] = witnesses(rule, true);
        const { premise } = rule;
        if (assumed)
          reject(rule, { reason: 'PENDING_CONDITION', pending: [...new Set(assumed.open)].sort() });
        else if ('mc' in premise) {
          const reached = holders(premise.mc)
            .map(({ credential }) => fails(credential, premise, rule))
            .filter((one) => one !== null)
            .sort((a, b) => b[0] - a[0]);
          reject(rule, { reason: 'PREMISE_UNMET', detail: reached[0]?.[1] ?? 'MISSING_CREDENTIAL' });
        } else reject(rule, { reason: 'PREMISE_UNMET' });
      } else if (free.length === 0) reject(rule, { reason: 'ALREADY_CONSUMED' });
      else left.push({ rule, ways: free });
    }
  }

  // Step 6.
  const part6 = (test: (one: (typeof left)[number]) => boolean, reason: string) => {
    left = left.filter((one) => {
      const stays = test(one);
      if (!stays) reject(one.rule, { reason });
      return stays;
    });
  };
  const sixA = left;
  part6(
    ({ rule }) =>
      rule.family === undefined ||
      !sixA.some(
        (other) => other.rule.family === rule.family && (other.rule.version ?? 0) > (rule.version ?? 0),
      ),
    'SUPERSEDED_VERSION',
  );
  const sixB = left;
  part6(({ rule }) => !sixB.some((other) => other.rule.overrides?.includes(rule.id)), 'OVERRIDDEN');
  const denials = left.filter(({ rule }) => rule.deny);
  left = left
    .filter(({ rule }) => !rule.deny)
    .map(({ rule, ways: own }) => {
      const barred = denials
        .filter((denial) => prio(rule) >= prio(denial.rule))
        .flatMap((denial) => (denial.ways[0] as Way).atoms);
      return { rule, ways: own.filter(({ atoms }) => !atoms.some((atom) => barred.includes(atom))) };
    });
  part6(({ ways: own }) => own.length > 0, 'DENIED');
  const lostBefore: { rule: string; target: string; reason: string }[] = [];
  part6(({ rule, ways: own }) => {
    const alone = own.flatMap((way, wayNo) =>
      rule.outcomes.map((_, outcomeNo) => award([{ rule, way, wayNo, outcomeNo }])),
    );
    if (alone.some(({ got }) => got.length > 0)) return true;
    lostBefore.push(...award([{ rule, way: own[0] as Way, wayNo: 0, outcomeNo: 0 }]).lost);
    return false;
  }, 'NO_NEW_CREDIT');

  // Step 7 and 11, or 12.
  const legal = (picks: Pick[]): boolean => {
    const atoms = picks.flatMap(({ way }) => way.atoms);
    const labels = picks.flatMap(({ rule }) => (rule.exclusive === undefined ? [] : [rule.exclusive]));
    return (
      new Set(atoms).size === atoms.length &&
      (!labels.includes('*') || picks.length === 1) &&
      new Set(labels).size === labels.length
    );
  };
  type Key = [Q, number, Q, number, number, string[], number[], number[]];
  const keyOf = (picks: Pick[]): Key => {
    const { got } = award(picks);
    const counted = [...count(got).values()].reduce(add, Z);
    const sorted = [...picks].sort((a, b) => byText(a.rule.id, b.rule.id));
    return [
      neg(counted),
      -new Set(
        got
          .filter(({ line }) => ['course', 'genEd', 'waiver'].includes(line.kind))
          .map(({ line }) => line.target),
      ).size,
      neg(got.reduce((sum, one) => add(sum, one.awarded), Z)),
      -got.filter(({ line }) => line.kind === 'noncredit').length,
      picks.flatMap(({ way }) => way.atoms).length,
      sorted.map(({ rule }) => rule.id),
      sorted.map(({ outcomeNo }) => outcomeNo),
      sorted.map(({ wayNo }) => wayNo),
    ];
  };
  const compareKeys = (a: Key, b: Key): number => {
    for (let index = 0; index < a.length; index++) {
      const [x, y] = [a[index], b[index]];
      if (Array.isArray(x) && Array.isArray(y)) {
        for (let at = 0; at < Math.max(x.length, y.length); at++) {
          const [one, other] = [x[at], y[at]];
          if (one === undefined) return -1;
          if (other === undefined) return 1;
          if (one !== other) return one < other ? -1 : 1;
        }
      } else if (typeof x === 'number') {
        if (x !== y) return x - (y as number);
      } else {
        const difference = cmp(x as Q, y as Q);
        if (difference !== 0) return difference;
      }
    }
    return 0;
  };
  let chosen: Pick[] = [];
  if (policy.resolution === 'priority') {
    const from = (rule: Rule): string => rule.credentialWindow?.from ?? '';
    const general = (rule: Rule): number => ((rule.programs ?? ['*']).includes('*') ? 1 : 0);
    const order = [...left].sort(
      (a, b) =>
        prio(a.rule) - prio(b.rule) ||
        (b.ways[0] as Way).atoms.length - (a.ways[0] as Way).atoms.length ||
        general(a.rule) - general(b.rule) ||
        byText(from(b.rule), from(a.rule)) ||
        byText(a.rule.id, b.rule.id),
    );
    for (const { rule, ways: own } of order) {
      const used = chosen.flatMap(({ way }) => way.atoms);
      const wayNo = own.findIndex(({ atoms }) => !atoms.some((atom) => used.includes(atom)));
      if (wayNo === -1) continue;
      const trial = [...chosen, { rule, way: own[wayNo] as Way, wayNo, outcomeNo: 0 }];
      if (legal(trial) && award(trial).got.some((one) => one.rule.id === rule.id)) chosen = trial;
    }
  } else {
    let best: Key | null = null;
    const go = (index: number, picks: Pick[]): void => {
      if (!legal(picks)) return;
      const entry = left[index];
      if (!entry) {
        const key = keyOf(picks);
        if (!best || compareKeys(key, best) < 0) [best, chosen] = [key, picks];
        return;
      }
      go(index + 1, picks);
      entry.ways.forEach((way, wayNo) =>
        entry.rule.outcomes.forEach((_, outcomeNo) =>
          go(index + 1, [...picks, { rule: entry.rule, way, wayNo, outcomeNo }]),
        ),
      );
    };
    go(0, []);
  }

  // Step 13.
  for (const { rule } of left)
    if (!chosen.some((one) => one.rule.id === rule.id)) reject(rule, { reason: 'NOT_SELECTED' });
  const { got, lost } = award(chosen);
  const counted = count(got);
  const finish = (sum: Q): string => write(policy.rounding?.stage === 'total' ? round(sum) : sum);
  const droppedLines = [...lost, ...lostBefore];
  const minima = (program?.limits ?? []).flatMap((limit) =>
    limit.type === 'minUpperDivision' ? [limit] : [],
  );
  const upper = got.reduce(
    (sum, one) => (one.line.level === 'UD' ? add(sum, counted.get(one) as Q) : sum),
    Z,
  );
  const short = minima
    .map((limit) => pos(sub(sub(read(limit.amount), read(limit.have ?? '0')), upper)))
    .sort(cmp)
    .at(-1);
  const warnings = Object.entries(mcs).flatMap(([mc, entry]) => {
    if (!entry.workloadHours || !entry.recommendedEcts || read(entry.recommendedEcts).n === 0n) return [];
    const [hours, ects] = [read(entry.workloadHours), read(entry.recommendedEcts)];
    const per = q(hours.n * ects.d, hours.d * ects.n);
    return cmp(per, read('25')) < 0 || cmp(per, read('30')) > 0
      ? [{ mc, code: 'WORKLOAD_OUT_OF_RANGE', hoursPerEcts: write(per) }]
      : [];
  });
  const held = policy.postAfterResidentCredits;
  return {
    awards: got.map((one) => ({
      rule: one.rule.id,
      target: one.line.target,
      awarded: write(one.awarded),
      counted: write(counted.get(one) as Q),
    })),
    totals: {
      awarded: finish(got.reduce((sum, one) => add(sum, one.awarded), Z)),
      counted: finish([...counted.values()].reduce(add, Z)),
    },
    rejected,
    unused: student.credentials
      .map(({ id }) => id)
      .filter((id) => !chosen.some(({ way }) => way.uses.some(({ credential }) => credential.id === id))),
    ...(droppedLines.length > 0 && { droppedLines }),
    ...(short && { shortfalls: { upperDivision: write(short) } }),
    ...(warnings.length > 0 && { warnings }),
    ...(held !== undefined && {
      posting: cmp(read(student.residentCredits ?? '0'), read(held)) < 0 ? 'held' : 'ready',
    }),
  };
}

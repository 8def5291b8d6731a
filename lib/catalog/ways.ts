import type { AssessmentLeaf, MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { isAssessmentLeaf } from '@/lib/credit/premise';
import { waysThrough } from '@/lib/credit/ways';

/** One way to meet a premise: the leaves that are met, none of them in vain. */
export interface Way {
  microCredentials: readonly MicroCredentialLeaf[];
  assessments: readonly AssessmentLeaf[];
}

/** How much a way asks for beside what is held already. */
interface Weighed extends Way {
  /** Leaves that are met by what is held. */
  own: number;
  further: number;
}

/** Ways kept at every step; a premise has more of them than anybody reads. */
const most = 12;

/**
 * The ways to meet a premise, those that use what is held first, then the ones that ask for least beside it; of many only the
 * first. A way that names one micro-credential twice is none: a unit of learning counts once.
 * @source tests/fixtures/credit-cases.json, algorithm 4
 */
export function waysOf(premise: Premise, held: ReadonlySet<string>): Way[] {
  const none: Weighed = { microCredentials: [], assessments: [], own: 0, further: 0 };
  const ways = waysThrough<Weighed>(premise, {
    none,
    ofLeaf: (leaf) => {
      if (isAssessmentLeaf(leaf)) return [{ ...none, assessments: [leaf], further: 1 }];
      const isHeld = held.has(leaf.mc);
      return [{ ...none, microCredentials: [leaf], own: isHeld ? 1 : 0, further: isHeld ? 0 : 1 }];
    },
    join,
    best: first,
  });
  return ways.map(({ microCredentials, assessments }) => ({ microCredentials, assessments }));
}

function join(a: Weighed, b: Weighed): Weighed | null {
  const named = new Set(a.microCredentials.map(({ mc }) => mc));
  if (b.microCredentials.some(({ mc }) => named.has(mc))) return null;
  return {
    microCredentials: [...a.microCredentials, ...b.microCredentials],
    assessments: [...a.assessments, ...b.assessments],
    own: a.own + b.own,
    further: a.further + b.further,
  };
}

/** The best of them, without those that ask for what another one asks for and more: that is in vain. */
function first(ways: readonly Weighed[]): Weighed[] {
  const kept: { way: Weighed; asked: ReadonlySet<string> }[] = [];
  const inOrder = [...ways].sort(
    (a, b) =>
      a.microCredentials.length + a.assessments.length - (b.microCredentials.length + b.assessments.length),
  );
  for (const way of inOrder) {
    const asked = new Set([...way.microCredentials, ...way.assessments].map((leaf) => JSON.stringify(leaf)));
    if (!kept.some((other) => [...other.asked].every((leaf) => asked.has(leaf)))) kept.push({ way, asked });
  }
  return kept
    .map(({ way }) => way)
    .sort((a, b) => Number(b.own > 0) - Number(a.own > 0) || a.further - b.further)
    .slice(0, most);
}

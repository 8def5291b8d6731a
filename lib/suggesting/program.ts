import process from 'node:process';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import type { Knowledge } from '@/lib/suggest/read-knowledge';
import { trainModel, type Model } from '@/lib/suggest/model';
import type { Precedent, Target } from '@/lib/suggest/precedent';
import { proposeTargets } from '@/lib/suggest/suggest';
import { sameTitles } from '@/lib/suggest/same-titles';
import type { Asked, Said } from './suggest-apart';

// A program of its own for what one institution has decided: reading that takes seconds where there is much of it, and learning a minute,
// which no page waits for. It knows nothing but what it is told, and ends with whoever started it.

const precedents: Precedent[] = [];
const targets: Target[] = [];
let knowledge: Knowledge | undefined;
let model: Model | undefined;

const say = (said: Said) => void process.send?.(said);
const known = () => (knowledge ??= prepareKnowledge(precedents.splice(0), targets.splice(0)));

process.on('message', (asked: Asked) => {
  if ('portion' in asked) {
    precedents.push(...asked.portion.precedents);
    targets.push(...asked.portion.targets);
  } else if ('use' in asked) {
    model = asked.use;
    known();
    say({ ready: true });
  } else if ('learn' in asked) {
    say({ learned: trainModel(known(), asked.learn) });
  } else {
    const { id, question, titles, most } = asked;
    const proposals = model === undefined ? [] : proposeTargets(known(), model, question, most);
    say({ id, proposals, sameTitles: sameTitles(known(), titles) });
  }
});
process.on('disconnect', () => process.exit());

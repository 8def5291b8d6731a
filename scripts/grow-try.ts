import { growthOf } from '@/tests/proof/fuzz/growth';
import { longTexts, forms } from '@/tests/proof/fuzz/shapes';
import { targets } from '@/tests/proof/fuzz/targets';
import { chanceOf } from '@/tests/proof/support/chance';
const started = performance.now();
for (const shape of [...forms, ...longTexts(targets, chanceOf('x'))]) {
  try { const t=performance.now(); const g = await growthOf(shape); const took=performance.now()-t;
  if (g.power>1.25||g.most>200||took>3000) console.log(g.power > 1.5 ? 'STEEP' : g.power > 1.25 ? 'high ' : 'ok   ', g.power.toFixed(2), g.sizes.join('..'), g.most.toFixed(0) + ' ms', g.name, took.toFixed(0));
  } catch (e) { console.log('ERROR', shape.name, String(e).slice(0,200), (e as Error).stack?.split('\n').slice(1,4).join('|')); }
}
console.log(((performance.now()-started)/1000).toFixed(0)+' s');

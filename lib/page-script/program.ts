import { chooseTheme } from './choose-theme';
import { findInFacets } from './find-in-facets';
import { followForm } from './follow-form';
import { keepSearches } from './kept-searches';
import { keepTicks } from './keep-ticks';
import { narrowRows } from './narrow-rows';
import { suggestIn } from './suggest';

// The whole script of the pages that are read. Each of them does all it says without; the build makes one file of this.
const wake = (root: ParentNode) => {
  for (const field of root.querySelectorAll<HTMLInputElement>('input[data-suggests]')) suggestIn(field);
};
document.addEventListener('submit', chooseTheme);
wake(document);
findInFacets();
keepTicks();
keepSearches();
narrowRows();
followForm(wake);

/** Words that say little about what somebody looks for, in the languages in which most entries are written; folded. */
const lists = {
  en: 'a an and are as at be by for from how in into is it its of on or our that the their this to we what which with you your',
  es: 'al con de del el en la las los para por que se su sus un una unas unos y',
  fr: 'au aux avec ce ces dans de des du en et la le les leur par pour que qui sur un une',
  de: 'als am auf das dem den der des die ein eine einer fur im in ist mit oder und von zu zum zur',
  it: 'al con da dei del della delle di e gli i il in la le lo nel per su un una',
  pt: 'ao aos as com da das de do dos e em na nas no nos o os para por um uma',
  nl: 'aan de een en het in met op te van voor',
  ru: 'в для и из к на о по с у',
  uk: 'в для з і й на та у',
} as const;
const words = new Set(Object.values(lists).flatMap((list) => list.split(' ')));

/** Whether a folded word says so little that a search of several words does not ask for it. */
export function saysLittle(word: string): boolean {
  return words.has(word);
}

/** Stands for a word that says little where a number says what a word answers. */
export const little = -1;

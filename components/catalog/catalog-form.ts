/**
 * The id of the one form of the catalog: words, filters, order, pages and the boxes of the rows all belong to it, wherever they stand, so that
 * whichever button is pressed sends everything that was typed and ticked, without script.
 */
export const catalogForm = 'catalog-search';

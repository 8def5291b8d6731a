/** One statement that stores what it was made for, once it is begun. Making it has cost what there was to make out; beginning it only sends it. */
export type Write = () => PromiseLike<unknown>;

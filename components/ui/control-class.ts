/** The one look of everything that is typed into. */
export const controlClass =
  'block w-full min-h-11 rounded border border-edge bg-paper px-3 py-2 text-base leading-6 text-ink placeholder:text-faint hover:border-ink aria-invalid:border-2 aria-invalid:border-suspended disabled:bg-sunken disabled:text-faint [&[readonly]]:bg-sunken sm:min-h-10 sm:py-1.5';

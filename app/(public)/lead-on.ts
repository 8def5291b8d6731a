import type { Route } from 'next';
import { permanentRedirect } from 'next/navigation';

/** Leads on from the address of something that was merged into another one. */
export function leadOn(path: string): never {
  permanentRedirect(path as Route);
}

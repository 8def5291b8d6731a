import { SiteShell } from '@/app/_components/site-shell';

export default function Layout({ children }: { children: React.ReactNode }) {
  return <SiteShell>{children}</SiteShell>;
}

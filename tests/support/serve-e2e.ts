import { toldToStop } from '@/scripts/told-to-stop';
import { startTestApp } from './app';

// A process of its own, started by e2e-setup.ts: it says where the product is, and stays until told to stop.
const app = await startTestApp();
const { address, adminUrl, home } = app;
process.stdout.write(`${JSON.stringify({ address, adminUrl, home })}\n`);
// Next.js says nothing of a failed render to the browser; what it wrote to its log is the run's to judge.
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'));
await toldToStop();
await app.stop();
process.exit(0);

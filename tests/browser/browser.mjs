// Debian's Chromium, without a window and with a profile of its own, and what setup.sh made.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PATIENCE } from './until.mjs';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // Figures must draw without a network: no name resolves, so a page that needs one fails here too.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
];

/** What setup.sh made, now if need be: its folder and the driver of Chromium. */
export function prepared() {
  const cache = execFileSync(join(import.meta.dirname, 'setup.sh'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  return { cache, chromium: createRequire(join(cache, 'package.json'))('playwright-core').chromium };
}

/** @returns the browser's context: pages are opened in it */
export const openBrowser = (chromium, profile) =>
  chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    timeout: PATIENCE,
    args: flags,
    viewport: { width: 1280, height: 1000 }
  });

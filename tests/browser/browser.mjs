// Debian's Chromium, without a window and with a profile of its own.
const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // Figures must draw without a network: no name resolves, so a page that needs one fails here too.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
];

/** @returns the browser's context: pages are opened in it */
export const openBrowser = (chromium, profile) =>
  chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 1000 }
  });

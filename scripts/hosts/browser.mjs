// A headless Chromium that never leaves this machine.
import { chromium } from 'playwright-core';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { ensureChromium } from '../setup/chromium.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Analytics, fonts and galleries fail at once instead of after a time-out.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * A browser with one profile. The profile is on disk (compiled scripts are kept between pages).
 * @param {import('./browser.d.mts').BrowserOptions} [options]
 * @returns {Promise<import('playwright-core').BrowserContext>} `close()` ends the browser too
 */
export async function launchBrowser({ profileDir, viewport = { width: 1400, height: 900 } } = {}) {
  const { executable, env } = await ensureChromium();
  const temporary = profileDir === undefined ? temporaryFolder('chromium-profile') : undefined;
  const context = await chromium.launchPersistentContext(profileDir ?? temporary?.dir ?? '', {
    executablePath: executable,
    headless: true,
    viewport,
    args: flags,
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
    // Playwright kills the browser when this process exits; signals are handled in scripts/lib/cleanup.mjs.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.on('close', () => temporary?.remove());
  return context;
}

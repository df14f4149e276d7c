import type { BrowserContext } from 'playwright-core';

export interface BrowserOptions {
  /** A folder that is kept; a temporary one when not given. */
  profileDir?: string;
  /** In CSS pixels; 1400 by 900 when not given. */
  viewport?: { width: number; height: number };
}

/** A headless Chromium; `close()` on the context ends it. Rejects with MissingPart. */
export function launchBrowser(options?: BrowserOptions): Promise<BrowserContext>;

import type { Clock, HttpClient } from '../core/ports';

/** What differs between the desktop and the browser; the entry files choose it. */
export interface Platform {
  /** Made on first use, so that activation does not pay for it. */
  loadHttp(): Promise<HttpClient>;
  clock: Clock;
}

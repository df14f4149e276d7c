import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Slice } from './task';

const pauses: { at: number; until: number }[] = [];

const observer = new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) pauses.push({ at: startTime, until: startTime + duration });
});

/** From now on pauses for collecting garbage are written down. */
export function watchGarbage(): void {
  observer.observe({ entryTypes: ['gc'] });
}

/** Notes how much of each slice went to collecting garbage, be it ours or somebody else's in the same host. */
export async function noteGarbage(slices: readonly Slice[]): Promise<void> {
  // The observer is told later.
  await sleep(50);
  const start = slices[0]?.at ?? performance.now();
  const near = pauses.filter(({ until }) => until > start);
  for (const slice of slices) {
    const end = slice.at + slice.took;
    for (const { at, until } of near) slice.garbage += Math.max(0, Math.min(until, end) - Math.max(at, slice.at));
  }
}

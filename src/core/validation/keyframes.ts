import type { RegionNode } from './nodes';

/** Regions that move through a video. */
export const KEYFRAME_TYPES: readonly string[] = ['videorectangle', 'videovector', 'videovectorlabels'];

/** The value of such a region, as far as it can be read. */
export interface Track {
  sequence: readonly ({ frame?: unknown; time?: unknown } | null | undefined)[];
  /** Number of frames of the video. */
  framesCount: number | undefined;
  /** Length of the video in seconds. */
  duration: number | undefined;
}

/** Reads the key frames of a value; undefined when it has none. */
export function trackOf({ sequence, framesCount, duration }: RegionNode['content']): Track | undefined {
  if (!Array.isArray(sequence)) return undefined;
  return { sequence, framesCount: positive(framesCount), duration: positive(duration) };
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** A moving rectangle for examples: its key frames as pairs of frame and time. */
export function videoWith(framesCount: number, duration: number, keyframes: readonly [number, number][]): string {
  const sequence = keyframes.map(
    ([frame, time]) =>
      `{ "frame": ${frame}, "time": ${time}, "enabled": true, "x": 10, "y": 10, "width": 20, "height": 15 }`,
  );
  return `{ "id": "d1", "from_name": "track", "to_name": "clip", "type": "videorectangle", "value": { "framesCount": ${framesCount}, "duration": ${duration}, "sequence": [${sequence.join(', ')}], "labels": ["Ship"] } }`;
}

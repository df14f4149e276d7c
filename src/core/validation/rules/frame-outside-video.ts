import { set } from '../../fixes/fix';
import type { FixTarget } from '../../fixes/target';
import { isObject } from '../../isObject';
import type { Path } from '../../text/locate';
import { KEYFRAME_TYPES, trackOf, videoWith } from '../keyframes';
import type { RegionNode } from '../nodes';
import { predictionWith, type Rule } from '../rule';

const range = (start: number, end: number): string =>
  `{ "id": "l1", "from_name": "span", "to_name": "clip", "type": "timelinelabels", "value": { "ranges": [{ "start": ${start}, "end": ${end} }], "timelinelabels": ["Ship"] } }`;

/** A frame that the video does not have. */
export const frameOutsideVideo: Rule = {
  code: 'frame-outside-video',
  title: 'The video has no such frame',
  explanation:
    'Frames are counted from 1, and the last one is `framesCount`. Many tools count from 0. With frames that are counted from 0 everything is drawn one frame off, and a frame behind the last one is never shown.',
  cure: 'Add 1 to frames that are counted from 0, and write the number of frames of the whole video as `framesCount`.',
  fixes: [{ title: 'Add 1 to all frames of the region', safety: 'guess', at: fromOne }],
  failing: [
    predictionWith(videoWith(250, 10, [[0, 0.04]])),
    predictionWith(videoWith(250, 10, [[300, 12]])),
    predictionWith(range(0, 25)),
  ],
  passing: [predictionWith(videoWith(250, 10, [[1, 0.04]])), predictionWith(range(1, 25))],
  types: [...KEYFRAME_TYPES, 'timelinelabels'],
  checkRegion({ value: { type }, content }, _inputs, report) {
    const found = type === 'timelinelabels' ? inRanges(content) : inTrack(content);
    if (!found) return;
    const { path, frame, last } = found;
    report({
      path,
      on: 'value',
      message:
        frame < 1
          ? `Frames are counted from 1, so there is no frame ${frame}. Add 1 where they are counted from 0.`
          : `There is no frame ${frame}: "framesCount" says that the video has ${last} frames.`,
      severity: 'warning',
      gates: ['authoring'],
    });
  },
};

interface Found {
  path: Path;
  frame: number;
  last: number;
}

function inTrack(content: RegionNode['content']): Found | undefined {
  const track = trackOf(content);
  if (!track) return undefined;
  const last = track.framesCount ?? Number.POSITIVE_INFINITY;
  for (let index = 0; index < track.sequence.length; index++) {
    const frame = track.sequence[index]?.frame;
    if (typeof frame === 'number' && (frame < 1 || frame > last)) {
      return { path: ['value', 'sequence', index, 'frame'], frame, last };
    }
  }
  return undefined;
}

function inRanges({ ranges }: RegionNode['content']): Found | undefined {
  if (!Array.isArray(ranges)) return undefined;
  for (let index = 0; index < ranges.length; index++) {
    const range: unknown = ranges[index];
    const frame = isObject(range) ? range.start : undefined;
    if (typeof frame === 'number' && frame < 1) return { path: ['value', 'ranges', index, 'start'], frame, last: 0 };
  }
  return undefined;
}

/** Of ranges both ends are frames. */
const FRAME_KEYS = ['frame', 'start', 'end'] as const;

function fromOne({ unit, path, value }: FixTarget) {
  if (value !== 0) return undefined;
  const at = path.slice(0, -2);
  const list = unit.at(at);
  if (!Array.isArray(list)) return undefined;
  const edits = (list as unknown[]).flatMap((_, index) =>
    FRAME_KEYS.flatMap((key) => {
      const frame = unit.at([...at, index, key]);
      return typeof frame === 'number' ? [set([...at, index, key], frame + 1)] : [];
    }),
  );
  return { edits };
}

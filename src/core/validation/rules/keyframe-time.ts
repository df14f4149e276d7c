import { set } from '../../fixes/fix';
import { KEYFRAME_TYPES, trackOf, videoWith } from '../keyframes';
import { predictionWith, type Rule } from '../rule';

/** A time that does not go with its frame. */
export const keyframeTime: Rule = {
  code: 'keyframe-time',
  title: 'Frame and time of a key frame do not go together',
  explanation:
    'The time of a key frame is its frame divided by the frame rate, which is `framesCount / duration`, in seconds. The editor goes by the frame and computes the time anew, so nothing is lost; but one of the numbers is not what it should be, most often a duration or a time in milliseconds. Up to two frames are allowed for rounding and for times that start at 0.',
  cure: 'Write `time = frame * duration / framesCount`, all in seconds.',
  fixes: [
    {
      title: 'Change the time to that of the frame',
      safety: 'guess',
      at: ({ path, about: { expected } }) =>
        typeof expected === 'number' ? { title: `Change to ${expected}`, edits: [set(path, expected)] } : undefined,
    },
  ],
  failing: [predictionWith(videoWith(250, 10, [[26, 1040]]))],
  passing: [predictionWith(videoWith(250, 10, [[26, 1.04]])), predictionWith(videoWith(250, 10, [[1, 0]]))],
  types: KEYFRAME_TYPES,
  checkRegion({ content }, _inputs, report) {
    const track = trackOf(content);
    if (!track || track.framesCount === undefined || track.duration === undefined) return;
    const perFrame = track.duration / track.framesCount;
    for (let index = 0; index < track.sequence.length; index++) {
      const { frame, time } = track.sequence[index] ?? {};
      if (typeof frame !== 'number' || typeof time !== 'number') continue;
      if (Math.abs(time - frame * perFrame) <= 2 * perFrame + 0.01) continue;
      const expected = Number((frame * perFrame).toPrecision(6));
      report({
        path: ['value', 'sequence', index, 'time'],
        on: 'value',
        message: `The frame ${frame} of ${track.framesCount} frames in ${track.duration} seconds is at ${expected} seconds, not at ${time}. Label Studio goes by the frame. Correct the time, or "framesCount" and "duration".`,
        severity: 'information',
        gates: ['authoring'],
        data: { expected },
      });
      return;
    }
  },
};

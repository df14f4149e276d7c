import { KEYFRAME_TYPES, trackOf, videoWith } from '../keyframes';
import { predictionWith, type Rule } from '../rule';

/** Key frames that do not follow each other. */
export const keyframesOutOfOrder: Rule = {
  code: 'keyframes-out-of-order',
  title: 'Key frames stand in the order of their frames, each once',
  explanation:
    'Between two key frames a shape moves evenly from the one to the next in the list. The editor keeps a list that is out of order as it is sent, and does not sort it.',
  cure: 'Sort `sequence` by `frame`, and keep one key frame for each frame.',
  failing: [
    predictionWith(
      videoWith(250, 10, [
        [26, 1.04],
        [1, 0.04],
      ]),
    ),
  ],
  passing: [
    predictionWith(
      videoWith(250, 10, [
        [1, 0.04],
        [26, 1.04],
      ]),
    ),
  ],
  types: KEYFRAME_TYPES,
  checkRegion({ content }, _inputs, report) {
    const sequence = trackOf(content)?.sequence;
    if (!sequence) return;
    let before = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < sequence.length; index++) {
      const frame = sequence[index]?.frame;
      if (typeof frame !== 'number') continue;
      if (frame > before) {
        before = frame;
        continue;
      }
      report({
        path: ['value', 'sequence', index, 'frame'],
        on: 'value',
        message:
          frame === before
            ? `There are two key frames for the frame ${frame}. Keep one of them.`
            : `The key frame ${frame} stands behind the key frame ${before}. Label Studio does not sort them: sort "sequence" by "frame".`,
        severity: 'warning',
        gates: ['authoring'],
      });
      return;
    }
  },
};

import { remove, Source, set } from '../../fixes/fix';
import { KEYFRAME_TYPES, trackOf, videoWith } from '../keyframes';
import { predictionWith, type Rule } from '../rule';

/** Key frames that do not follow each other. */
export const keyframesOutOfOrder: Rule = {
  code: 'keyframes-out-of-order',
  title: 'Key frames stand in the order of their frames, each once',
  explanation:
    'Between two key frames a shape moves evenly from the one to the next in the list. The editor keeps a list that is out of order as it is sent, and does not sort it.',
  cure: 'Sort `sequence` by `frame`, and keep one key frame for each frame.',
  fixes: [
    {
      title: 'Sort the key frames by their frames',
      safety: 'guess',
      at({ unit, path }) {
        const at = path.slice(0, -2);
        const frames = (unit.at(at) as readonly { frame?: unknown }[]).map((keyframe) => keyframe?.frame);
        if (!frames.every((frame) => typeof frame === 'number') || new Set(frames).size < frames.length)
          return undefined;
        const order = [...frames.keys()].sort((a, b) => (frames[a] as number) - (frames[b] as number));
        const moved = order.flatMap((from, to) =>
          from === to ? [] : [set([...at, to], new Source(unit.source([...at, from])))],
        );
        return { edits: moved };
      },
    },
    {
      title: 'Remove the second key frame of this frame',
      safety: 'guess',
      at: ({ path, unit, value }) => {
        const before = unit.at([...path.slice(0, -2), Number(path.at(-2)) - 1, 'frame']);
        return before === value ? { edits: [remove(path.slice(0, -1))] } : undefined;
      },
    },
  ],
  failing: [
    predictionWith(
      videoWith(250, 10, [
        [26, 1.04],
        [1, 0.04],
      ]),
    ),
    predictionWith(
      videoWith(250, 10, [
        [1, 0.04],
        [26, 1.04],
        [26, 1.04],
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

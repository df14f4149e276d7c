import { set } from '../../fixes/fix';
import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import type { RegionControl } from '../controlOf';
import { type Stars, starsOf } from '../limits';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { isAccepted } from '../validator';
import { show } from '../words';

const starsConfig = (attributes = ''): string => configOf(TEXT, `<Rating name="stars" toName="body"${attributes}/>`);
const answer = (rating: number): string =>
  `{ "id": "q1", "from_name": "stars", "to_name": "body", "type": "rating", "value": { "rating": ${rating} } }`;

const limitsOf = perControl(starsOf);

/** More stars than the control tag has. */
export const ratingAboveMaximum: Rule = {
  code: 'rating-above-maximum',
  title: 'More stars than the control tag has',
  explanation:
    'A `Rating` has as many stars as its `maxRating` says, and 5 without it. The validator rejects a higher rating. The editor fills all stars and keeps the number. The validator finds `maxRating` only in this spelling and as a whole number; it fails on every rating where it is something else, and the editor shows no stars for what is no number.',
  cure: 'Write a rating within the stars of the control tag, or give it the `maxRating` that is meant.',
  fixes: [
    {
      title: 'Change to the highest rating',
      safety: 'guess',
      at: ({ path, about: { limit } }) =>
        typeof limit === 'number' ? { title: `Change to ${limit}`, edits: [set(path, limit)] } : undefined,
    },
  ],
  failing: [
    predictionWith(answer(7), starsConfig()),
    predictionWith(answer(7), starsConfig(' maxrating="10"')),
    predictionWith(answer(4), starsConfig(' maxRating="five"')),
    predictionWith(answer(4), starsConfig(' maxrating="3"')),
  ],
  passing: [predictionWith(answer(5), starsConfig()), predictionWith(answer(7), starsConfig(' maxRating="10"'))],
  reads: ['config'],
  types: ['rating'],
  checkRegion(region, { config }, report) {
    const rating = answerAt(region, 'rating');
    if (typeof rating !== 'number') return;
    const control = answeredControl(region, config);
    if (!control) return;
    const stars = limitsOf(control);
    if (rating <= stars.server && rating <= stars.editor) return;
    // What stands under the control's own name is the value once more, and the rest of it nobody reads.
    if (!(rating <= stars.server) && config && isAccepted(region, config)) return;
    tell(region, report, ['rating'], findingOn(rating, stars, control));
  },
};

function findingOn(rating: number, { server, editor }: Stars, control: RegionControl): Finding | undefined {
  const gates = gatesOf(control, 'server');
  const name = show(control.tag.name);
  const data = { limit: server };
  if (Number.isNaN(server)) {
    const isUnread = Number.isNaN(editor);
    const effect = isUnread ? ', and the editor shows no stars' : '';
    return {
      message: `The maxRating of ${name} is no whole number: the validator fails on every answer to it${effect}. Write a whole number in the labeling config.`,
      severity: isUnread || rating > editor ? 'error' : 'warning',
      gates: isUnread ? gatesOf(control, 'server', 'editor') : gates,
    };
  }
  if (rating <= server) {
    // The editor alone knows the attribute in another spelling.
    return {
      message: `The editor shows ${name} with ${editor} ${editor === 1 ? 'star' : 'stars'}, all filled, and here are ${rating}; the validator reads maxRating in this spelling only and takes it. Write at most ${editor}, or give the control tag the maxRating that is meant.`,
      severity: 'warning',
      gates: gatesOf(control, 'editor'),
      data: { limit: editor },
    };
  }
  return rating <= editor
    ? {
        message: `The editor takes ${rating} stars, but the validator reads maxRating in this spelling only, takes ${name} for one of ${server} stars and rejects it. Write maxRating="${editor}" in the labeling config.`,
        severity: 'warning',
        gates,
        data,
      }
    : {
        message: `${name} has ${server} stars, and here are ${rating}: the validator rejects it, and the editor fills all stars. Write at most ${server}, or give the control tag the maxRating that is meant.`,
        severity: 'error',
        gates,
        data,
      };
}

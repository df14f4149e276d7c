import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import { textLimitOf } from '../limits';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { show } from '../words';

const CONFIG = configOf(TEXT, '<TextArea name="gist" toName="body" maxSubmissions="1"/>');
const answer = (...texts: string[]): string =>
  `{ "id": "q1", "from_name": "gist", "to_name": "body", "type": "textarea", "value": { "text": [${texts.map((text) => `"${text}"`).join(', ')}] } }`;

/** More texts than a `TextArea` lets people write. */
export const tooManyTexts: Rule = {
  code: 'too-many-texts',
  title: 'More texts than the control tag takes',
  explanation:
    'A `TextArea` with `maxSubmissions` lets people write so many texts. Neither the validator nor the editor count those of a prediction: all of them are shown, and saved with the annotation.',
  cure: 'Leave as many texts as are meant: one text with line breaks is one. Or raise `maxSubmissions`.',
  failing: [predictionWith(answer('A ship', 'in a storm'), CONFIG)],
  passing: [predictionWith(answer('A ship in a storm'), CONFIG)],
  reads: ['config'],
  types: ['textarea'],
  checkRegion(region, { config }, report) {
    const texts = answerAt(region, 'text');
    if (!Array.isArray(texts) || texts.length < 2) return;
    const control = answeredControl(region, config);
    const limit = control && limitOf(control);
    if (!control || limit === undefined || texts.length <= limit) return;
    const found: Finding = {
      message: `${show(control.tag.name)} lets people write ${limit} ${limit === 1 ? 'text' : 'texts'} (maxSubmissions), and here are ${texts.length}. Nobody rejects them, but no person could have written so many. Leave only what is meant.`,
      severity: 'warning',
      gates: gatesOf(control, 'authoring'),
      data: { limit },
    };
    tell(region, report, ['text'], found, 'key');
  },
};

const limitOf = perControl(textLimitOf);

import { set } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { show } from '../words';

const span = (xpath: string, more = ''): string =>
  predictionWithSpan(`"start": "${xpath}", "end": "${xpath}", "startOffset": 0, "endOffset": 5${more}`);
const predictionWithSpan = (position: string): string =>
  `{ "id": "h1", "from_name": "mark", "to_name": "page", "type": "hypertextlabels", "value": { ${position}, "hypertextlabels": ["Ship"] } }`;

/** An XPath that leads to a node in a browser's page, and to none in what Label Studio shows of it. */
export const xpathNotFromRoot: Rule = {
  code: 'xpath-not-from-root',
  title: 'The XPath does not start at the root of the shown document',
  explanation:
    'The XPaths of a span on a `HyperText` start at the root of the document that Label Studio shows, which is the content of the body: `/p[2]/text()[1]`. Paths from `/html`, paths with `//`, paths that do not begin with a slash, and names of elements in capitals find nothing there: the region is listed and nothing is highlighted, unless the region has `globalOffsets` too, which are then used.',
  cure: 'Write the path from the body down, with positions counted from 1 and without `//`: `/div[1]/p[2]/text()[1]`.',
  fixes: [
    {
      title: 'Write the path from the body down',
      safety: 'guess',
      at({ unit, path }) {
        const value = path.slice(0, -1);
        const edits = ['start', 'end'].flatMap((key) => {
          const path = corrected(unit.at([...value, key]));
          return path === undefined ? [] : [set([...value, key], path)];
        });
        return edits.length > 0 ? { edits } : undefined;
      },
    },
  ],
  failing: [
    predictionWith(span('/html[1]/body[1]/p[2]/text()[1]')),
    predictionWith(span('//p[2]/text()[1]')),
    predictionWith(span('P[2]/text()[1]')),
  ],
  passing: [
    predictionWith(span('/p[2]/text()[1]')),
    predictionWith(span('//p[2]/text()[1]', ', "globalOffsets": { "start": 9, "end": 14 }')),
  ],
  types: ['hypertextlabels', 'labels'],
  checkRegion({ content: { start, end, startOffset, globalOffsets } }, _inputs, report) {
    if (typeof start !== 'string' || startOffset === undefined || globalOffsets !== undefined) return;
    const wrong = isWrong(start) ? 'start' : isWrong(end) ? 'end' : undefined;
    if (wrong === undefined) return;
    report({
      path: ['value', wrong],
      on: 'value',
      message: `${show(wrong === 'start' ? start : end)} leads nowhere in the document that Label Studio shows, so nothing is highlighted. Write the path from the content of the body down and without "//": "/div[1]/p[2]/text()[1]".`,
      severity: 'error',
      gates: ['editor'],
    });
  },
};

/** What was seen to lead nowhere: another start, blanks around it, steps over several levels, capitals, a bracket that does not close. */
function isWrong(xpath: unknown): boolean {
  if (typeof xpath !== 'string' || xpath === '') return false;
  if (!xpath.startsWith('/') || xpath.trimEnd() !== xpath || xpath.includes('//')) return true;
  // What stands in quotes is a text of the document, in which there can be anything.
  return /^\/html\b|^[^"']*\/[A-Z]|\[[^\]]*$/.test(xpath);
}

/** The path as the shown document has it; undefined where that cannot be told. */
function corrected(xpath: unknown): string | undefined {
  if (typeof xpath !== 'string') return undefined;
  const whole = xpath
    .trim()
    .replace(/^\.?\/?(?=[^./])/, '/')
    .replace(/\/[A-Za-z][\w-]*/g, (step) => step.toLowerCase());
  const rest = /^\/html(?:\[1\])?\/body(?:\[1\])?(\/[^/].*)$/.exec(whole)?.[1] ?? whole;
  return rest === xpath || isWrong(rest) ? undefined : rest;
}

/** What the rule about XPaths of spans says, and where it keeps silent. */
import { describe } from 'node:test';
import { region, says } from './said';

const path = (
  start: unknown,
  end: unknown = '/p[1]',
  more: object = { startOffset: 0 },
  type = 'hypertextlabels',
): object => region(type, { start, end, ...more });

describe('XPaths', () => {
  says('xpath-not-from-root', {}, [
    ['from the content of the body', path('/p[2]/text()[1]'), []],
    [
      'from the root of a page',
      path('/html[1]/body[1]/p[2]'),
      'error editor 0/value/start: "/html[1]/body[1]/p[2]"',
      /"\/html\[1\]/,
    ],
    ['without the first slash', path('html/body/p'), 'error editor 0/value/start: "html/body/p"'],
    ['in capitals', path('/HTML/p'), 'error editor 0/value/start: "/HTML/p"'],
    ['with a blank behind it', path('/p[1]/text()[1] '), 'error editor 0/value/start: "/p[1]/text()[1] "'],
    ['with a blank before it', path(' /p[1]'), 'error editor 0/value/start: " /p[1]"'],
    ['from anywhere', path('p[1]/text()[1]'), 'error editor 0/value/start: "p[1]/text()[1]"'],
    ['from here', path('./p[1]'), 'error editor 0/value/start: "./p[1]"'],
    ['elements in capitals', path('/P[1]/text()[1]'), 'error editor 0/value/start: "/P[1]/text()[1]"'],
    ['a bracket that does not close', path('/p[1'), 'error editor 0/value/start: "/p[1"'],
    ['names in brackets', path('/p[@id="A/B"]/text()[1]'), []],
    ['an empty one is another matter', path('', ''), []],
    ['an element that begins alike', path('/htmlx/p'), []],
    ['html further down', path('/p/html'), []],
    ['anywhere', path('//p'), 'error editor 0/value/start: "//p"'],
    ['anywhere below', path('/div//p'), 'error editor 0/value/start: "/div//p"'],
    ['the end alone', path('/p', '/html/p'), 'error editor 0/value/end: "/html/p"', /"\/html\/p" leads nowhere/],
    ['both: the start', path('//a', '//b'), 'error editor 0/value/start: "//a"'],
    ['an end that is none', path('/p', 7), []],
    ['global offsets stand in', path('//p', '//p', { startOffset: 0, globalOffsets: {} }), []],
    ['no offset: no XPath', path('//p', '//p', {}), []],
    ['no text: no XPath', path(7, '//p'), []],
    [
      'labels that are a tag of their own',
      path('//p', '/p', { startOffset: 0 }, 'labels'),
      'error editor 0/value/start: "//p"',
    ],
    ['paragraphs', path('//p', '/p', { startOffset: 0 }, 'paragraphlabels'), []],
  ]);
});

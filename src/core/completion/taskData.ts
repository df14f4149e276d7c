/** The data of a task that a labeling config shows, as the body of a snippet. */
import type { ConfigObject, LabelingConfig } from '../labelingConfig/model';
import type { SnippetValue } from '../tags/catalogue';
import { itself } from '../tags/skeleton';

type Body = { [key: string]: SnippetValue };

/**
 * Data with every key that the config shows: `$page.text` is in an object, `$pages[{{idx}}].url` in the first of a list.
 *
 * @param first number of the first placeholder
 */
export function dataBody(config: LabelingConfig, first: number): Body {
  const data: Body = {};
  let n = first;
  for (const [written, tag] of shownBy(config)) {
    const [key, ...steps] = stepsOf(written);
    if (typeof key !== 'string') continue;
    const own = itself(key);
    data[own] = withValue(data[own], steps, sampleOf(tag, n, objectOf(config, written)));
    n++;
  }
  return data;
}

/** What the config shows, with the tag that shows it: an import asks for all but the lists of images. */
function shownBy({ dataTypes, objects }: LabelingConfig): ReadonlyMap<string, string> {
  const shown = new Map(dataTypes);
  for (const { value, tag, isList } of objects.values()) {
    if (isList && /^\$[^\s,$]+$/.test(value) && !shown.has(value.slice(1))) shown.set(value.slice(1), tag);
  }
  return shown;
}

/** `pages[{{idx}}].url` gives `pages`, 0 and `url`: every index is that of the first entry. */
function stepsOf(written: string): (string | 0)[] {
  return Array.from(written.matchAll(/\[[^\]]*\]|[^.[\]]+/g), ([step]) => (step.startsWith('[') ? 0 : step));
}

/** A body with a value at a place in it; what stands there already stays. */
function withValue(there: SnippetValue | undefined, steps: readonly (string | 0)[], value: SnippetValue): SnippetValue {
  const [step, ...rest] = steps;
  if (step === undefined) return there ?? value;
  if (step === 0) return [withValue(Array.isArray(there) ? there[0] : undefined, rest, value)];
  const own: Body = typeof there === 'object' && there !== null && !Array.isArray(there) ? { ...(there as Body) } : {};
  own[itself(step)] = withValue(own[itself(step)], rest, value);
  return own;
}

function objectOf({ objects }: LabelingConfig, written: string): ConfigObject | undefined {
  return [...objects.values()].find(({ value }) => value === `$${written}`);
}

const ENDINGS: Readonly<Record<string, string>> = {
  image: 'jpg',
  audio: 'wav',
  audioplus: 'wav',
  video: 'mp4',
  timeseries: 'csv',
  pdf: 'pdf',
};

/** What the data of a kind of tag can be. */
function sampleOf(tag: string, n: number, object: ConfigObject | undefined): SnippetValue {
  const type = tag.toLowerCase();
  const more = listOf(type, n, object?.attributes ?? {}) ?? labelsOf(type, n);
  if (more !== undefined) return more;
  const ending = ENDINGS[type] ?? (object?.attributes.valueType === 'url' ? 'txt' : undefined);
  const text = type === 'hypertext' ? '<p>Some text</p>' : 'Some text';
  const value = `\${${n}:${ending === undefined ? text : `https://example.com/file.${ending}`}}`;
  return object?.isList ? [value] : value;
}

function listOf(type: string, n: number, { nameKey, textKey }: Readonly<Record<string, string>>) {
  if (type === 'paragraphs') {
    return [{ [itself(nameKey || 'author')]: `\${${n}:Ann}`, [itself(textKey || 'text')]: 'Hello' }];
  }
  if (type === 'list') {
    return [
      { id: 'item1', title: `\${${n}:First}` },
      { id: 'item2', title: 'Second' },
    ];
  }
  if (type === 'chat') return [{ role: 'user', content: `\${${n}:Hello}` }];
  return type === 'table' ? { key: `\${${n}:value}` } : undefined;
}

/** Labels that come from the data have the texts that regions are proposed with. */
function labelsOf(type: string, n: number): SnippetValue | undefined {
  if (type === 'taxonomy') return [{ value: 'Parent', children: [{ value: `\${${n}:Child}` }] }];
  if (type === 'choices') return [{ value: `\${${n}:Choice}` }];
  return type.endsWith('labels') ? [{ value: `\${${n}:Label}` }] : undefined;
}

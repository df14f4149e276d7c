/**
 * Turns a strict definition into plain `properties` with descriptions and kinds of values: no conditions, no bounds. The
 * kinds still assert something, so the result belongs into an `if` without `then`.
 */
import { resolve } from './describe';
import type { BundledSchema, JsonSchema } from './types';

/**
 * The properties of a definition, those of all its parts and branches included.
 *
 * @param name a definition of the bundle
 * @param depth how many levels of objects and lists below the properties are kept
 * @param closed keys whose content is left out
 */
export function flattenProperties(
  bundled: BundledSchema,
  name: string,
  depth: number,
  closed: readonly string[] = [],
): Record<string, JsonSchema> {
  return propertiesOf(bundled, bundled.definitions[name] ?? {}, depth, closed);
}

function propertiesOf(
  bundled: BundledSchema,
  schema: JsonSchema,
  depth: number,
  closed: readonly string[],
): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  for (const part of partsOf(bundled, schema)) {
    for (const [key, property] of Object.entries(part.properties ?? {})) {
      const leaf = annotate(bundled, property, closed.includes(key) ? 0 : depth, closed);
      const known = found[key];
      found[key] = known === undefined ? leaf : merged(known, leaf);
    }
  }
  return found;
}

/** A key that two branches describe: both descriptions; forbidden only if it is so in both. */
function merged(known: JsonSchema, other: JsonSchema): JsonSchema {
  const { doNotSuggest, ...rest } = { ...other, ...known };
  const texts = [known, other]
    .filter((schema) => !schema.doNotSuggest)
    .flatMap((schema) => schema.markdownDescription?.split('\n\n') ?? []);
  const result: JsonSchema = rest;
  if (texts.length > 0) result.markdownDescription = [...new Set(texts)].join('\n\n');
  return doNotSuggest && known.doNotSuggest && other.doNotSuggest ? { ...result, doNotSuggest } : result;
}

/** The schema and everything it is put together from, references resolved. */
function partsOf(bundled: BundledSchema, schema: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) return partsOf(bundled, resolve(bundled, schema.$ref) ?? {});
  const parts = [schema];
  for (const part of [...(schema.allOf ?? []), schema.then, schema.else]) {
    if (part !== undefined) parts.push(...partsOf(bundled, part));
  }
  return parts;
}

/** What an editor shows of one property. */
function annotate(bundled: BundledSchema, property: JsonSchema, depth: number, closed: readonly string[]): JsonSchema {
  const parts = partsOf(bundled, property);
  const result: JsonSchema = {};
  const description = parts.find((part) => part.description !== undefined)?.description;
  if (description !== undefined) result.markdownDescription = escapeMarkdown(description);
  if (parts.some((part) => part.not !== undefined && Object.keys(part.not).length === 0)) result.doNotSuggest = true;
  addValues(result, parts);
  if (depth > 0) addContent(bundled, result, parts, depth - 1, closed);
  return result;
}

/** Kind and values. Of several kinds the first counts: it is what the service inserts after a key. */
function addValues(result: JsonSchema, parts: JsonSchema[]): void {
  for (const part of parts) {
    const type = Array.isArray(part.type) ? part.type[0] : part.type;
    if (result.type === undefined && type !== undefined) result.type = type;
    if (part.enum !== undefined) result.enum = part.enum;
    if (part.examples !== undefined) result.examples = part.examples;
  }
}

function addContent(
  bundled: BundledSchema,
  result: JsonSchema,
  parts: JsonSchema[],
  depth: number,
  closed: readonly string[],
): void {
  const properties = propertiesOf(bundled, { allOf: parts }, depth, closed);
  for (const part of parts) {
    // Items without keys of their own are left out: a mask is a list of a million bare numbers.
    if (part.items === undefined) continue;
    const items = annotate(bundled, part.items, depth + 1, closed);
    if (items.properties !== undefined) result.items = items;
  }
  if (Object.keys(properties).length > 0) result.properties = properties;
}

/** Descriptions are plain text; what Markdown would take for markup is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*<[\]]/g, '\\$&').replace(/(^|\s)_(?=\s|$)/g, '$1\\_');
}

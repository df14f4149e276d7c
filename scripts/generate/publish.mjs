/** Makes the published schemas: each file holds all that it needs, and uses nothing beyond draft-07. */
import { references } from './bundle.mjs';

/** @typedef {import('./bundle.mjs').Schema} Schema */
/** @typedef {import('./bundle.mjs').Bundle} Bundle */

/**
 * `discriminator` is no keyword of draft-07: ajv with its default options refuses a schema that has it, and other
 * validators answer one wrong coordinate with an error for every type. So the published form chooses the type by
 * if/then, which says the same and gives precise errors everywhere.
 * @param {Schema} region
 * @param {string[]} types
 * @returns {Schema}
 */
function withoutDiscriminator(region, types) {
  const allOf = types.map((type) => ({
    if: { type: 'object', required: ['type'], properties: { type: { const: type } } },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: { $ref: `#/definitions/${type}` },
  }));
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
  return { ...region, then: { allOf } };
}

/**
 * @param {Record<string, Schema>} definitions
 * @param {string} name
 * @returns {Record<string, Schema>} the definitions that `name` needs, itself included
 */
function reachable(definitions, name) {
  const found = new Set([name]);
  for (const next of found) references(definitions[next], found);
  return Object.fromEntries(Object.entries(definitions).filter(([key]) => found.has(key)));
}

/**
 * @param {Bundle} bundle
 * @returns {Record<string, Schema>} the published schemas by file name without extension
 */
export function publishedSchemas({ types, definitions }) {
  const region = definitions.region;
  if (region === undefined) throw new Error('The bundle has no region.');
  const all = { ...definitions, region: withoutDiscriminator(region, types) };
  const draft = { $schema: 'http://json-schema.org/draft-07/schema#' };
  /** @type {(title: string, description: string, name: string) => Schema} */
  const one = (title, description, name) => ({
    ...draft,
    title,
    description,
    allOf: [{ $ref: `#/definitions/${name}` }],
    definitions: reachable(all, name),
  });
  /** @type {(title: string, description: string, name: string) => Schema} */
  const list = (title, description, name) => ({
    ...draft,
    title,
    description,
    type: 'array',
    items: { $ref: `#/definitions/${name}` },
    definitions: reachable(all, name),
  });
  const strict = 'It passes what the validator of label-studio-sdk accepts and the editor shows as it was sent.';
  return {
    prediction: one('Label Studio prediction', `One prediction. ${strict}`, 'prediction'),
    predictions: list('Label Studio predictions', `A list of predictions, each with its task. ${strict}`, 'prediction'),
    task: one('Label Studio task', `One task with its predictions. ${strict}`, 'task'),
    tasks: list('Label Studio tasks', `A list of tasks with their predictions. ${strict}`, 'task'),
  };
}

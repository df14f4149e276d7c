/** Reads the hand-written schemas and puts them into one schema whose references are all local. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {Record<string, any>} Schema a JSON Schema object
 * @typedef {{ types: string[], definitions: Record<string, Schema> }} Bundle
 *   `types` are the known result types; `definitions` has one entry for each of them, and the shared parts.
 */

/**
 * @param {string} directory
 * @returns {Promise<[string, Schema][]>} name without extension, and content, in alphabetical order
 */
async function readSchemas(directory) {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.schema.json')).sort();
  return Promise.all(
    names.map(
      /** @returns {Promise<[string, Schema]>} */
      async (name) => [
        name.slice(0, -'.schema.json'.length),
        JSON.parse(await readFile(path.join(directory, name), 'utf8')),
      ],
    ),
  );
}

/**
 * Points every `$ref` at the definitions of the bundle: `../parts/text.schema.json#/definitions/spanText` becomes
 * `#/definitions/spanText`.
 * @param {any} node
 * @returns {any}
 */
function localReferences(node) {
  if (Array.isArray(node)) return node.map(localReferences);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? value.slice(value.indexOf('#')) : localReferences(value),
    ]),
  );
}

/**
 * The schema of any region: a known type is checked by the schema of that type, chosen by `discriminator` so that
 * validators which know it report one error per defect; any other type by what all regions have in common.
 * @param {string[]} types
 * @returns {Schema}
 */
function regionSchema(types) {
  return {
    title: 'Region',
    description: 'One entry of a result: a region that a control tag made, or a relation between two regions.',
    type: 'object',
    required: ['type'],
    if: { type: 'object', required: ['type'], properties: { type: { enum: types } } },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: {
      discriminator: { propertyName: 'type' },
      required: ['type'],
      oneOf: types.map((type) => ({ $ref: `#/definitions/${type}` })),
    },
    else: { $ref: '#/definitions/otherRegion' },
  };
}

/**
 * @param {string} directory the folder `schemas`
 * @returns {Promise<Bundle>}
 * @throws when two definitions have the same name, or a reference leads nowhere
 */
export async function loadBundle(directory) {
  const parts = await readSchemas(path.join(directory, 'parts'));
  const results = await readSchemas(path.join(directory, 'results'));
  const types = results.map(([type]) => type);
  /** @type {Record<string, Schema>} */
  const definitions = {};
  /** @type {(name: string, schema: Schema) => void} */
  const define = (name, schema) => {
    if (name in definitions) throw new Error(`Two schemas define ${name}.`);
    definitions[name] = localReferences(schema);
  };
  for (const [, part] of parts) {
    for (const [name, schema] of Object.entries(part.definitions)) define(name, schema);
  }
  for (const [type, { $schema, ...schema }] of results) {
    if (schema.properties.type.const !== type) throw new Error(`schemas/results/${type}: its type is another.`);
    define(type, schema);
  }
  define('region', regionSchema(types));
  for (const name of references(definitions)) {
    if (!(name in definitions)) throw new Error(`A schema refers to ${name}, which does not exist.`);
  }
  return { types, definitions };
}

/**
 * @param {any} node
 * @param {Set<string>} [found]
 * @returns {Set<string>} the names of all definitions that the node refers to directly
 */
export function references(node, found = new Set()) {
  if (node === null || typeof node !== 'object') return found;
  if (!Array.isArray(node) && typeof node.$ref === 'string') found.add(node.$ref.slice('#/definitions/'.length));
  for (const child of Object.values(node)) references(child, found);
  return found;
}

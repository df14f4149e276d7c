/** The approaches that are compared, each from a text in memory to the problems in it. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import Ajv from 'ajv';
import { loadEngine, root } from './engine.mjs';

const require = createRequire(import.meta.url);

/** The strict schema that the project publishes; the same for every approach. */
const schemaFor = (/** @type {import('../inputs.mjs').Input} */ { expects }) =>
  JSON.parse(fs.readFileSync(path.join(root, 'schemas', `${expects}s.schema.json`), 'utf8'));

/** As the product reads a file: every portion a text of its own. @param {Buffer} bytes */
function portionsOf(bytes, size = 2 ** 16) {
  const decoder = new StringDecoder('utf8');
  const pieces = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(decoder.write(bytes.subarray(at, at + size)));
  return pieces.filter((piece) => piece !== '');
}

/** @param {readonly string[]} pieces @param {string} text the same as a whole, for reading a part again */
export function pieceSource(pieces, text) {
  let next = 0;
  return {
    read: () => pieces[next++],
    slice: (/** @type {number} */ start, /** @type {number} */ end) => text.slice(start, end),
  };
}

/** Runs the engine over a text in pieces and counts. @param {Generator<readonly unknown[], any>} check */
export function countProblems(check) {
  let problems = 0;
  for (let step = check.next(); ; step = check.next()) {
    if (step.done) return problems;
    problems += step.value.length;
  }
}

/** The first pass over a document in an editor. @param {any} check a DocumentCheck @returns {number} problems */
export function firstPass(check) {
  while (!check.work(() => false));
  const { error, warning, information } = check.counts;
  return error + warning + information;
}

/**
 * The rules reduced to telling the schema's errors: what is left is what a JSON service does with the same schema.
 * @param {readonly Record<string, any>[]} rules
 */
const tellingSchemaErrors = (rules) =>
  rules
    .filter(({ claim }) => claim)
    .map((rule) => ({ ...rule, checkUnit: undefined, checkRegion: undefined, prediction: undefined, file: undefined }));

/** The model of a labeling config. @param {Record<string, any>} engine @param {string} file */
export function configOf(engine, file) {
  const { config, faults } = engine.parseLabelingConfig(fs.readFileSync(file, 'utf8'));
  if (!config) throw new Error(`The labeling config cannot be read: ${faults[0]?.message}`);
  return config;
}

/** VS Code's own JSON service on a document. @param {import('../inputs.mjs').Input} input @param {string} text */
function jsonService(input, text) {
  const service = require('vscode-json-languageservice');
  const languageService = service.getLanguageService({ clientCapabilities: service.ClientCapabilities.LATEST });
  languageService.configure({
    validate: true,
    schemas: [{ uri: 'bench:schema', fileMatch: ['*'], schema: schemaFor(input) }],
  });
  return async () => {
    const document = service.TextDocument.create('file:///bench.json', 'json', 1, text);
    const parsed = languageService.parseJSONDocument(document);
    return (await languageService.doValidation(document, parsed)).length;
  };
}

/** @param {import('../inputs.mjs').Input} input @param {string} text */
function ajvOnWhole(input, text) {
  const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schemaFor(input));
  return () => (validate(JSON.parse(text)) ? 0 : (validate.errors ?? []).length);
}

/** Parses and throws the value away. @param {import('../inputs.mjs').Input} input @param {string} text */
function parseOnly({ form }, text) {
  if (form === 'json') return () => void JSON.parse(text);
  return () => {
    for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
  };
}

/** Names of the approaches, in the order of the columns. */
export const NAMES = {
  parse: 'JSON.parse',
  schema: 'ours, schema',
  full: 'ours, config and all rules',
  editor: 'ours, as the editor',
  ajv: 'JSON.parse + ajv',
  service: "VS Code's JSON service",
};

/**
 * @param {string} enginePath
 * @param {import('../inputs.mjs').Input} input
 * @param {readonly string[]} [only] keys of `NAMES`: nothing is prepared for the others
 * @returns {Promise<Record<string, () => unknown>>} by the keys of `NAMES`; those that can do this input
 */
export async function approachesFor(enginePath, input, only = Object.keys(NAMES)) {
  const engine = await loadEngine(enginePath);
  const { form, expects } = input;
  const text = fs.readFileSync(input.file, 'utf8');
  const config = configOf(engine, input.configFile);
  const stream = (/** @type {object} */ options) => {
    const pieces = portionsOf(fs.readFileSync(input.file), engine.PORTION_BYTES);
    const start = () => engine.checkStream(pieceSource(pieces, text), { form, expects, ...options });
    // One check stays under way, as in a window with a file open: once no object of a shape is left, V8 throws away what it
    // compiled for them, and every round would begin cold.
    const underWay = start();
    for (let step = 0; step < 50; step++) underWay.next();
    return Object.assign(() => countProblems(start()), { underWay });
  };
  const isJson = form === 'json';
  /** @type {Record<string, () => false | undefined | (() => unknown)>} */
  const makers = {
    parse: () => parseOnly(input, text),
    schema: () => stream({ rules: tellingSchemaErrors(engine.rules) }),
    full: () => stream({ config }),
    editor: () => {
      const document = engine.stringSource(text);
      /** @type {any} stays open until the next one */
      let open;
      return () => {
        open = new engine.DocumentCheck(document, { form, expects, config });
        return firstPass(open);
      };
    },
    ajv: () => isJson && ajvOnWhole(input, text),
    service: () => isJson && jsonService(input, text),
  };
  /** @type {Record<string, () => unknown>} */
  const approaches = {};
  for (const name of only) {
    const run = makers[name]?.();
    if (run) approaches[name] = run;
  }
  return approaches;
}
